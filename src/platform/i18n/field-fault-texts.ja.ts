import { type FieldFaultTexts } from './field-fault-texts';

export const FIELD_FAULT_TEXTS_JA: FieldFaultTexts = {
  required: 'この項目を入力してください。',
  'unknown-field': 'この項目は使用できません。送信内容から外してください。',
  'not-a-string': '文字列で送信してください。',
  'not-a-boolean': 'true または false で送信してください。',
  'not-an-integer': '整数で入力してください。',
  'not-an-object': 'オブジェクトで送信してください。',
  'not-an-array': '配列で送信してください。',
  'not-one-of': '次の中から選んでください：{allowed}',
  'out-of-range': '{minimum}から{maximum}までの数値を入力してください。',
  'too-many': '多すぎます。{maximum}件以内で選んでください。',
  'not-together': 'これと {other} は同時に指定できません。どちらか一方にしてください。',
  'not-an-email-address': 'メールアドレスを name@example.com のような形で入力してください。',
  'time-zone-unknown': 'タイムゾーンは Asia/Tokyo のような地域名、または UTC で指定してください。',

  'too-short': '短すぎます。{minimum}文字以上で入力してください。',
  'too-long': '長すぎます。{maximum}文字以内で入力してください。',
  'invalid-characters': '使用できない文字が含まれています。取り除いて入力し直してください。',
  'broken-characters': '正しく読み取れない文字が含まれています。いったん消して、入力し直してください。',
  'control-characters': 'タブなどの制御文字が含まれています。貼り付けずに、直接入力してください。',
  'line-break': '改行を入れずに、1行で入力してください。',
  'invisible-characters': '目に見えない文字が含まれています。貼り付けずに、直接入力してください。',
  'text-direction-characters': '文字の向きを変える、目に見えない文字が含まれています。貼り付けずに、直接入力してください。',

  'email-missing-at': '「@」がありません。name@example.com のように、メールアドレス全体を入力してください。',
  'email-missing-local-part': '「@」の前の部分がありません。name@example.com のように、メールアドレス全体を入力してください。',
  'email-missing-domain': '「@」の後の部分がありません。name@example.com のように、メールアドレス全体を入力してください。',
  'email-several-addresses': 'メールアドレスは1つだけ入力してください。「@」は1つだけ使えます。',
  'email-with-name': 'お名前や「<」「>」を付けずに、メールアドレスだけを入力してください。',
  'email-white-space': 'メールアドレスの途中にある空白を取り除いてください。',
  'email-full-width-characters': 'メールアドレスは、「@」や「.」も含めて半角で入力してください。',
  'email-quoted-local-part': '引用符（"）を含むメールアドレスは使用できません。別のメールアドレスを入力してください。',
  'email-non-ascii-local-part':
    '「@」の前には、半角の英数字と一部の記号だけが使えます。入力内容をご確認いただくか、別のメールアドレスを入力してください。',
  'email-local-part-characters': '「@」の前に、メールアドレスに使えない文字が含まれています。入力内容をご確認ください。',
  'email-local-part-dots':
    '「@」の前では、「.」を先頭や末尾に置いたり、続けて使ったりすることはできません。入力内容をご確認いただくか、別のメールアドレスを入力してください。',
  'email-local-part-too-long': '「@」の前が長すぎます（{maximum}文字まで）。別のメールアドレスを入力してください。',
  'email-too-long': 'メールアドレスが長すぎます（{maximum}文字まで）。別のメールアドレスを入力してください。',
  'email-address-literal': '「@」の後には、数字のアドレスではなく、example.com のような名前を入力してください。',
  'email-single-label-domain': '「@」の後が途中までのようです。example.com のように最後まで入力してください。',
  'email-domain-dots':
    '「@」の後では、「.」を先頭や末尾に置いたり、続けて使ったりすることはできません。入力内容をご確認ください。',
  'email-domain-invalid': '「@」の後が正しくありません。入力内容をご確認ください。',
  'email-domain-not-accepted':
    'このドメインのメールアドレスは、こちらではご利用いただけません。別のメールアドレスを入力してください。',
  'email-domain-disposable':
    '使い捨てのメールアドレスは、こちらではご利用いただけません。継続してお使いのメールアドレスを入力してください。',

  'login-id-characters': '半角の英数字と次の記号だけを使ってください：! " # $ % & \' ( ) * + , - . / : ; ? [ \\ ] ^ _ ` @',

  'password-too-short':
    'パスワードが短すぎます。{minimum}文字以上で入力してください。いくつかの言葉をつなげると覚えやすくなります。',
  'password-too-long': 'パスワードが長すぎます。{maximum}文字以内で入力してください。',
  'password-characters': 'パスワードに、環境によっては入力できない文字が含まれています。別のパスワードを入力してください。',
  'password-repetition': '同じ文字の繰り返しは推測されやすいため、使用できません。別のパスワードを入力してください。',
  'password-sequence':
    'キーボードの並びや、連続した文字・数字は推測されやすいため、使用できません。別のパスワードを入力してください。',
  'password-common':
    '多くの人が使っているパスワードに近く、推測されやすいため、使用できません。別のパスワードを入力してください。',
  'password-contains-own-name':
    'お名前をもとにしたパスワードは推測されやすいため、使用できません。別のパスワードを入力してください。',
  'password-contains-login-id':
    'ログインIDをもとにしたパスワードは推測されやすいため、使用できません。別のパスワードを入力してください。',
  'password-unchanged': '現在のパスワードと同じです。別のパスワードを入力してください。',
  'password-contains-email':
    'メールアドレスをもとにしたパスワードは推測されやすいため、使用できません。別のパスワードを入力してください。',

  'not-a-number': '数値を入力してください。',
  'too-small': '{minimum}以上の数値を入力してください。',
  'too-large': '{maximum}以下の数値を入力してください。',
  'date-invalid': '存在しない日付です。2025-04-01 のように、年-月-日の形で入力してください。',
  'date-too-early': '{minimum}以降の日付を入力してください。',
  'date-too-late': '{maximum}以前の日付を入力してください。',
  'too-few': '{minimum}件以上選んでください。',
  duplicate: '同じものが重複しています。どちらかを取り除いてください。',
  'pattern-mismatch': '指定された形式になっていません。この項目の説明をご確認ください。',
  'country-unknown': '国は JP のような2文字のコードで選んでください。',
  'language-unknown': '言語は ja や en-GB のような言語タグで選んでください。',
  'consent-required': 'お申し込みには、この項目への同意が必要です。',
  'authentication-code-wrong': '認証コードが正しくありません。お知らせしたとおりに入力してください。',
  'challenge-wrong': '自動送信でないことを確認できませんでした。もう一度お試しください。',
  'challenge-over': '確認の有効期限が切れているか、すでに使用されています。もう一度確認を行ってください。',
  'terms-not-accepted': '利用規約をお読みのうえ、同意してください。',
  'answers-too-long': '回答全体が長すぎます。いくつかの回答を短くしてください。',

  'field-key-invalid': '半角の英数字と「_」だけを使い、英字で始めて、{maximum}文字以内で入力してください。',
  'field-key-reserved': 'このキーは予約されています。別のキーを入力してください。',
  'field-always-used': 'この項目はフォームから外せません。',
  'field-always-required': 'この項目は任意にできません。',
  'fields-missing': '次の項目はフォームから外せません。追加してください：{allowed}',
  'limits-contradict': '下限が上限を上回っています。どちらかを変更してください。',
  'pattern-invalid': 'このパターンは使用できません。修正してください：{reason}',
  'pattern-too-complex': 'このパターンは複雑すぎます。より簡単なものを入力してください。',

  'parent-itself': 'グループ自身を親グループにすることはできません。',
  'parent-unknown': 'このLMS IDのグループはありません。親グループも一緒に送信するか、別の親グループを選んでください。',
  'parent-refused': '親グループが受け付けられず、まだ登録されていません。先に親グループを修正してください。',
  'parent-circle': 'この親グループは、このグループ自身の下にあります。別の親グループを選んでください。',
  'parent-too-deep': 'グループの階層は{maximum}段階までです。より上位の親グループを選んでください。',

  'url-invalid': 'https://lms.example.com/login のように、URL全体を入力してください。',
  'url-not-https': 'https:// で始まるURLを入力してください。',
  'url-with-credentials': 'URLにユーザー名とパスワードを含めないでください。',
  'not-an-origin':
    'https://lms.example.com のように、ホスト名(必要ならポート番号)までを入力し、その後には何も付けないでください。',
  'not-on-staff': 'このIDのスタッフはこのサイトにいません。別の人を選んでください。',
  'contact-address-invalid':
    'URL全体、または mailto:office@example.com のように mailto: と1つのメールアドレスを入力してください。',
  'origin-invalid':
    'https://lms.example.com のように、https:// とホスト名だけを入力してください。「*」やパスは使用できません。http:// は同じ端末でのみ使用できます。',
  'colour-invalid': '色は #1d4ed8 のように、「#」と6桁の16進数で入力してください。',
  'colour-contrast-too-low':
    'この色は白い背景では読みにくいため、使用できません。コントラスト比は{contrast}ですが、{minimum}以上が必要です。{enough} であれば使用できます。',
  'image-kind-not-taken':
    'PNG、JPEG、WebPのいずれかの画像を送信してください。SVGはプログラムを含むことがあるため、使用できません。',
  'image-too-large': '画像が大きすぎます。縦横とも{maximum}ピクセル以内にしてください。',
  'domain-invalid': '「@」や「*」を付けずに、example.com のようなドメインだけを入力してください。サブドメインも対象になります。',
  'domains-too-long': 'ドメインの合計が{maximum}文字を超えています。いくつか取り除いてください。',
  'challenge-unprepared': '同じ提供元のサイトキーとシークレットの両方が必要です。両方を入力してください。',

  'authentication-code-unknown': 'このIDの認証コードはこの登録URLにありません。新しいコードにはIDを付けないでください。',
  'moment-invalid': '日付と時刻を時差とともに、2026-04-01T09:00:00+09:00のように入力してください。',
  'moment-passed': 'この日時は過ぎています。これからの日時を入力してください。',
  'template-syntax': '{line}行目の{column}文字目を読み取れません。閉じ括弧やブロックの終わりが抜けていないか、ご確認ください。',
  'template-construct-not-allowed':
    '{line}行目の{column}文字目の書き方は使用できません。変数、#if、#unless、else、一覧の #each だけを使ってください。',
  'template-variable-unknown': '{line}行目の{column}文字目の変数は、ここでは使用できません。次の中から選んでください：{allowed}',
  'template-variable-misplaced': '{line}行目の{column}文字目の変数やブロックは、この場所では使用できません。',
  'template-variable-missing': '{name} を、条件のない場所に必ず入れてください。',
  'template-too-complex': 'このテンプレートは複雑すぎます。より簡単なものにしてください。',
  'html-malformed': '{line}行目の{column}文字目のHTMLが正しくありません。',
  'html-element-not-allowed': '{line}行目の{column}文字目の要素は、メールでは使用できません。',
  'html-attribute-not-allowed': '{line}行目の{column}文字目の属性は、ここでは使用できません。',
  'html-address-not-allowed':
    '{line}行目の{column}文字目のアドレスは、https://、http://、mailto:、tel: のいずれかで始めるか、リンク用の変数にしてください。',
  'html-style-not-allowed': '{line}行目の{column}文字目のCSSは、メールでは使用できません。',
  'html-comment-not-allowed': '{line}行目の{column}文字目のコメントは、そのまま送信されてしまいます。取り除いてください。',
};

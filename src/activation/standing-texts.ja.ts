import { type StandingTexts } from './standing-texts';

export const STANDING_TEXTS_JA: StandingTexts = {
  not_activated: {
    title: 'メールをご確認ください',
    text: '{siteName}への会員登録のお申し込みを受け付けました。お申し込みのメールアドレスにメールをお送りしました。',
    next: 'メールを開き、案内に沿ってお進みください。届いていないときは、迷惑メールのフォルダーもご確認いただくか、メールを再送してください。',
  },
  link_expired: {
    title: 'メールアドレスがまだ確認されていません',
    text: '{siteName}への会員登録をお申し込みの際にお送りしたメールのリンクは、有効期限が切れました。',
    next: 'その後にメールを再送された場合は、いちばん新しいメールの案内に沿ってお進みください。それ以外の場合は、メールを再送するか、もう一度お申し込みください。',
  },
  unapproved: {
    title: 'お申し込みを確認しています',
    text: 'メールアドレスの確認が済み、{siteName}への会員登録のお申し込みが完了しました。',
    next: '{siteName}の担当者が承認するかどうかを判断します。お客様に行っていただくことはありません。',
  },
  approved: {
    title: '会員登録が完了しました',
    text: '{siteName}への会員登録のお申し込みが承認されました。',
    next: 'お申し込みの際に指定した内容でログインできます。',
  },
  not_approved: {
    title: 'お申し込みは承認されませんでした',
    text: '{siteName}の担当者が確認した結果、お申し込みは承認されませんでした。',
    next: 'ご不明な点は、{siteName}の担当者にお問い合わせください。',
  },
};

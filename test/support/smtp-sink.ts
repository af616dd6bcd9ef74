import { simpleParser } from 'mailparser';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { sleep, waitFor } from './wait';

/** A mail as the recipient's server accepted it. */
export interface ReceivedMail {
  readonly envelope: { readonly from: string; readonly to: string[] };
  readonly headers: ReadonlyMap<string, string>;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly raw: string;
}

export interface MailSought {
  readonly to: string;
  readonly subject?: string | RegExp;
  /** The how-manieth mail to this person that fits; 1 is the first. */
  readonly number?: number;
  readonly withinSeconds?: number;
}

/**
 * How the mail server behaves: takes mail, refuses it for now or for good, takes
 * it in but never says so, or says so late.
 */
export type SinkMood = 'accept' | 'refuse' | 'reject' | 'hang' | { readonly slowMs: number };

type Done = (error?: Error | null) => void;

/** A real SMTP server in this process that keeps what it accepts. */
export class SmtpSink {
  mood: SinkMood = 'accept';
  /** Only what was acknowledged to the sender: a mail that hangs was not delivered. */
  readonly mails: ReceivedMail[] = [];
  /** Mails taken in completely and left without an answer, because the mood is `hang`. */
  readonly hung: ReceivedMail[] = [];
  /** Deliveries begun and refused, because the mood is `refuse`. */
  refused = 0;
  private server: SMTPServer | undefined;
  private port = 0;

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink();
    await sink.start();
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Listens, after a `stop()` on the same port as before. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      closeTimeout: 50,
      onMailFrom: (_address, _session, done) => {
        this.answerSender(done);
      },
      onData: (stream, session, done) => {
        this.takeIn(stream, session, done).catch((error: unknown) => {
          done(error instanceof Error ? error : new Error(String(error)));
        });
      },
    });
    server.on('error', () => undefined); // A client killed in mid-sentence is what some tests are about.
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Nobody answers on the port any more. */
  async stop(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  }

  mailsTo(address: string): ReceivedMail[] {
    return this.mails.filter((mail) => mail.envelope.to.includes(address));
  }

  copies(messageId: string): number {
    return this.mails.filter((mail) => mail.messageId === messageId).length;
  }

  async waitForMail({ to, subject, number = 1, withinSeconds = 20 }: MailSought): Promise<ReceivedMail> {
    const fits = (mail: ReceivedMail): boolean => subject === undefined || mail.subject.match(subject) !== null;
    return waitFor(
      `mail ${number} to ${to}${subject === undefined ? '' : ` about ${String(subject)}`}`,
      () => this.mailsTo(to).filter(fits)[number - 1],
      withinSeconds,
    );
  }

  /** Waits until the mail to this person has been taken in and left without an answer. */
  waitUntilHung(to: string): Promise<ReceivedMail> {
    return waitFor(`a mail to ${to} to hang`, () => this.hung.find((mail) => mail.envelope.to.includes(to)));
  }

  private answerSender(done: Done): void {
    if (this.mood === 'reject') {
      done(Object.assign(new Error('No such user here'), { responseCode: 550 }));
      return;
    }
    if (this.mood !== 'refuse') {
      done();
      return;
    }
    this.refused += 1;
    done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
  }

  private async takeIn(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    const mail = await read(await buffer(stream), session);
    if (this.mood === 'hang') {
      this.hung.push(mail);
      return;
    }
    if (typeof this.mood === 'object') await sleep(this.mood.slowMs);
    this.mails.push(mail);
    done();
  }
}

async function read(raw: Buffer, session: SMTPServerSession): Promise<ReceivedMail> {
  const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
  const { mailFrom, rcptTo } = session.envelope;
  return {
    envelope: {
      from: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
    },
    headers: new Map(parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()])),
    messageId: parsed.messageId ?? '',
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html === false ? '' : parsed.html,
    raw: raw.toString('utf8'),
  };
}

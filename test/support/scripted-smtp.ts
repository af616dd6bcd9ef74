import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where in the conversation something goes wrong. `after-dot`: the whole mail was taken in, its 250 is due. */
export type Stage = 'connect' | 'ehlo' | 'starttls' | 'mail' | 'rcpt' | 'data' | 'after-dot';

/** A reply such as `451 Try later`; `drop`: the connection is cut; `hang`: nothing is said any more. */
export type Fault = { readonly stage: Stage; readonly how: string };

/**
 * An SMTP server that follows a script: each fault happens once, at its stage,
 * to the next mail or (with `to`) to the next mail for that person. Counts
 * copies by Message-ID, those it never acknowledged among them.
 */
export class ScriptedSmtp {
  /** Message-IDs of mails taken in completely, in their order; acknowledged or not. */
  readonly takenIn: { readonly to: string; readonly messageId: string; readonly acknowledged: boolean }[] = [];
  /** Told of each moment in which whoever sends may die, before anything else happens. */
  onMoment: (moment: 'first-byte' | 'acknowledged', to: string) => void = () => undefined;
  /** Whether STARTTLS is offered. It is never carried through: what follows is no TLS. */
  offersTls = false;
  private readonly script: { readonly fault: Fault; readonly to: string | undefined }[] = [];
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  static async start(): Promise<ScriptedSmtp> {
    const smtp = new ScriptedSmtp();
    await smtp.start();
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Listens, after a `stop()` on the same port as before. */
  async start(): Promise<void> {
    const server = createServer((socket) => {
      this.talk(socket);
    });
    await new Promise<void>((resolve) => {
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    if (server === undefined) return;
    await new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  }

  /** Adds faults to the script. */
  will(faults: readonly Fault[], to?: string): void {
    this.script.push(...faults.map((fault) => ({ fault, to })));
  }

  copiesTo(to: string): readonly { readonly messageId: string; readonly acknowledged: boolean }[] {
    return this.takenIn.filter((mail) => mail.to === to);
  }

  private take(stage: Stage, to?: string): string | undefined {
    const at = this.script.findIndex(({ fault, to: whom }) => fault.stage === stage && (whom === undefined || whom === to));
    return at === -1 ? undefined : this.script.splice(at, 1)[0]?.fault.how;
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    const conversation = new Conversation(socket, this.offersTls, {
      faultAt: (stage, to) => this.take(stage, to),
      tookIn: (mail) => this.takenIn.push(mail),
      came: (moment, to) => {
        this.onMoment(moment, to);
      },
    });
    conversation.begin();
  }
}

interface Script {
  readonly faultAt: (stage: Stage, to: string) => string | undefined;
  readonly tookIn: (mail: ScriptedSmtp['takenIn'][number]) => void;
  readonly came: ScriptedSmtp['onMoment'];
}

/** One connection. */
class Conversation {
  private to = '';
  private contents: string[] | undefined;
  private heard = '';

  constructor(
    private readonly socket: Socket,
    private readonly offersTls: boolean,
    private readonly script: Script,
  ) {}

  begin(): void {
    this.socket.on('data', (bytes) => {
      const lines = (this.heard + bytes.toString('utf8')).split('\r\n');
      this.heard = lines.pop() ?? '';
      for (const line of lines) {
        if (this.contents === undefined) this.obey(line);
        else this.takeIn(line, this.contents);
      }
    });
    this.say('connect', '220 scripted ESMTP');
  }

  /** Says what is usual, unless the script has something else; whether it was the usual. */
  private say(stage: Stage, usual: string): boolean {
    const how = this.script.faultAt(stage, this.to);
    if (how === 'drop') this.socket.destroy();
    else if (how !== 'hang') this.socket.write(`${how ?? usual}\r\n`);
    return how === undefined;
  }

  private obey(line: string): void {
    const [verb = ''] = line.toUpperCase().split(/[ :]/, 1);
    const commands: Readonly<Record<string, () => void>> = {
      EHLO: () => this.say('ehlo', `250-scripted\r\n${this.offersTls ? '250-STARTTLS\r\n' : ''}250 8BITMIME`),
      STARTTLS: () => {
        if (this.say('starttls', '220 Go ahead')) this.socket.end('this is no TLS\r\n');
      },
      MAIL: () => this.say('mail', '250 OK'),
      RCPT: () => {
        this.to = /<([^>]*)>/.exec(line)?.[1] ?? '';
        this.say('rcpt', '250 OK');
      },
      DATA: () => {
        if (this.say('data', '354 Go ahead')) this.contents = [];
      },
      QUIT: () => this.socket.end('221 Bye\r\n'),
    };
    (commands[verb] ?? (() => this.socket.write('250 OK\r\n')))();
  }

  private takeIn(line: string, contents: string[]): void {
    if (line !== '.') {
      if (contents.length === 0) this.script.came('first-byte', this.to);
      contents.push(line);
      return;
    }
    const [, messageId = ''] = /^Message-ID: *(<[^>]+>)/im.exec(contents.join('\n')) ?? [];
    this.contents = undefined;
    const acknowledged = this.say('after-dot', '250 Taken');
    this.script.tookIn({ to: this.to, messageId, acknowledged });
    if (acknowledged) this.script.came('acknowledged', this.to);
  }
}

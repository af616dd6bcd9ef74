import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, later, MINUTES } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { type FieldFaultCode } from '../platform/problem/field-fault';
import { TryLater } from '../platform/problem/try-later';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { type BotProtection } from './bot-protection.entity';
import { ChallengeProvider } from './challenge-provider';
import { type Provider } from './domain/protection';
import { ProofOfWork } from './proof-of-work';
import { type UsedChallenge } from './used-challenge.entity';
import { UsedChallengeStore } from './used-challenge.store';

/** Longer than tokens of any provider count (hCaptcha: 2 minutes, Turnstile: 5): later they say no themselves. */
const TOKENS_GOOD_FOR_MS = 10 * MINUTES;
const RETRY_AFTER_IN_SECONDS = 10;

/** A challenge that was solved, and may be used up once. */
export type SolvedChallenge = UsedChallenge;

/**
 * Whether what came with an application solves the site's challenge: judged
 * first, before anything that costs us much, and used up in the transaction of
 * the application. So each counts for one application, whoever sends it twice and
 * wherever, and an application that comes to nothing (its login ID is taken, the
 * database is away) has not used up a proof of work.
 */
@Injectable()
export class ChallengeCheck {
  constructor(
    private readonly proofOfWork: ProofOfWork,
    private readonly provider: ChallengeProvider,
    private readonly used: UsedChallengeStore,
    private readonly clock: Clock,
  ) {}

  /** Null where the site asks for nothing. Throws `validation-failed` at `#/challenge`, `challenge-unavailable`. */
  async judge(protection: BotProtection, answer: string | null): Promise<SolvedChallenge | null> {
    const { siteId, challenge: kind } = protection;
    if (kind === 'off') {
      return null;
    }
    if (answer === null) {
      throw notSolved('required');
    }
    return kind === 'proof-of-work' ? this.judgeWork(siteId, answer) : this.askProvider(kind, protection, answer);
  }

  /** It counts for this application, and never again. Throws `validation-failed` when somebody else was first. */
  async useUp(tx: Tx, solved: SolvedChallenge | null): Promise<void> {
    if (solved !== null && !(await this.used.add(tx, solved))) {
      throw notSolved('challenge-over');
    }
  }

  private async judgeWork(siteId: string, answer: string): Promise<SolvedChallenge> {
    const verdict = await this.proofOfWork.judge(siteId, answer, this.clock.now());
    if (!verdict.ok) {
      throw notSolved(verdict.code);
    }
    const { id, expiresAt } = verdict;
    return this.unused({ siteId, challengeHash: hashOf('proof-of-work', id), expiresAt });
  }

  private async askProvider(kind: Provider, protection: BotProtection, token: string): Promise<SolvedChallenge> {
    const { siteId } = protection;
    const expiresAt = later(this.clock.now(), TOKENS_GOOD_FOR_MS);
    const challenge = await this.unused({ siteId, challengeHash: hashOf(kind, token), expiresAt });
    const verdict = await this.provider.judge(kind, protection, token);
    if (verdict === 'unavailable') {
      throw new TryLater(
        'challenge-unavailable',
        'It cannot be found out at the moment whether the challenge was solved. Nothing was done: try again in a moment.',
        RETRY_AFTER_IN_SECONDS,
      );
    }
    if (verdict !== 'solved') {
      throw notSolved(verdict === 'over' ? 'challenge-over' : 'challenge-wrong');
    }
    return challenge;
  }

  private async unused(challenge: SolvedChallenge): Promise<SolvedChallenge> {
    if (await this.used.has(challenge)) {
      throw notSolved('challenge-over');
    }
    return challenge;
  }
}

function notSolved(code: FieldFaultCode): ValidationFailed {
  return new ValidationFailed([{ pointer: '#/challenge', fault: { code } }]);
}

function hashOf(kind: string, single: string): string {
  return createHash('sha256').update(`${kind}:${single}`).digest('base64url');
}

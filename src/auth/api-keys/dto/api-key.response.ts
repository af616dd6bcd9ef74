import { type Page } from '../../../platform/http/cursor';
import { type ApiKey } from '../api-key.entity';

export class ApiKeyResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** @example 'LMS, nightly sync' */
  name: string;

  /**
   * What it may do.
   * @example ['accounts:read', 'groups:sync']
   */
  scopes: string[];

  /** ISO 8601, UTC. */
  expiresAt: Date;

  /** To the minute; null: never. ISO 8601, UTC. */
  lastUsedAt: Date | null;

  /** ISO 8601, UTC. */
  createdAt: Date;

  /**
   * Who made it.
   * @example 'Ann Example'
   */
  createdBy: string;

  static from({ id, name, scopes, expiresAt, lastUsedAt, createdAt, createdByName }: ApiKey): ApiKeyResponse {
    return { id, name, scopes: [...scopes], expiresAt, lastUsedAt, createdAt, createdBy: createdByName };
  }
}

export class CreatedApiKeyResponse {
  /**
   * The key itself, shown this once: send it as `Authorization: Bearer …`.
   * @example 'mk_019a1f0e5c3b7c419d5e0b7a52f1c0de_…'
   */
  key: string;

  apiKey: ApiKeyResponse;

  static of({ key, text }: { readonly key: ApiKey; readonly text: string }): CreatedApiKeyResponse {
    return { key: text, apiKey: ApiKeyResponse.from(key) };
  }
}

export class ApiKeysResponse {
  /** Oldest first. */
  items: ApiKeyResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<ApiKey>): ApiKeysResponse {
    return { items: items.map((key) => ApiKeyResponse.from(key)), nextCursor };
  }
}

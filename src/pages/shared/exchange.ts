import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';

/** A browser's request, and what it is answered with. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The exchange as a parameter of a handler, which answers it itself. */
export const InExchange = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() };
});

/** The text that `name` has in what was sent, as a query or a form; empty where there is none. */
export function textIn(sent: unknown, name: string): string {
  const value: unknown = typeof sent === 'object' && sent !== null ? new Map(Object.entries(sent)).get(name) : undefined;
  return typeof value === 'string' ? value : '';
}

/** Whether a browser asks for a page to show it in a frame of another one (Fetch Metadata). */
export function isInFrame({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-dest'] === 'iframe';
}

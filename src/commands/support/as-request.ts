import { createValidationPipe } from '../../platform/http/validation';

/** `body` checked as the body of such a request is, so that a command takes what the API takes. Throws `validation-failed`. */
export async function asRequest<Request extends object>(type: new () => Request, body: object): Promise<Request> {
  const checked: unknown = await createValidationPipe().transform(body, { type: 'body', metatype: type });
  return checked as Request;
}

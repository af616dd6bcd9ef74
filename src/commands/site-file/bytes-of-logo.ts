import { ValidationFailed } from '../../platform/problem/validation-failed';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The image that stands in a file as base64, in lines or without. Throws `validation-failed`. */
export function bytesOfLogo(text: string): Buffer {
  const base64 = text.replace(/\s+/g, '');
  if (base64 === '' || !BASE64.test(base64)) {
    throw new ValidationFailed([{ pointer: '#', fault: { code: 'image-kind-not-taken' } }]);
  }
  return Buffer.from(base64, 'base64');
}

/** The same in every case: whether a mail was sent is for the owner of the address to see. */
export class ResendResponse {
  outcome: 'accepted';

  static accepted(): ResendResponse {
    return { outcome: 'accepted' };
  }
}

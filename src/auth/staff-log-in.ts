import { THE_WHOLE_SERVICE } from '../platform/ids/whole-service';
import { type LogIn } from '../platform/rate-limits/log-in-limits';
import { staffEmailKey } from './staff.store';

/** A try with the password of staff, as limits count it. @param address of the client */
export function staffLogIn(email: string, address: string): LogIn {
  return { kind: 'staff-log-in', siteId: THE_WHOLE_SERVICE, name: staffEmailKey(email), address };
}

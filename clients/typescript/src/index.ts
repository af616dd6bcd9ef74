export { createMatriculaClient, type MatriculaClient, type MatriculaClientOptions } from './client.js';
export { idempotent, ifMatch } from './headers.js';
export { itemsOf, type At, type Page } from './pages.js';
export {
  dataOf,
  isProblem,
  ProblemAnswered,
  UnexpectedAnswer,
  type Answer,
  type FieldError,
  type Problem,
  type ProblemCode,
} from './problems.js';
export { type Schemas } from './schemas.js';
export { type components, type paths } from './schema.js';

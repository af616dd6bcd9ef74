/** What the service calls itself where a site would give its name. */
export const SERVICE_NAME = 'Matricula';

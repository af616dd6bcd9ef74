import Handlebars from 'handlebars';

/** The variables of a template, each once: `name`, `answers.company`. Names of helpers (`if`) are among them. */
export function variablesIn(template: string): readonly string[] {
  const finder = new VariableFinder();
  finder.accept(Handlebars.parse(template));
  return [...finder.found];
}

class VariableFinder extends Handlebars.Visitor {
  readonly found = new Set<string>();

  override PathExpression(path: hbs.AST.PathExpression): void {
    if (!path.data) {
      this.found.add(path.parts.join('.'));
    }
  }
}

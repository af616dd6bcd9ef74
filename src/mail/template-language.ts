import Handlebars from 'handlebars';
import { type FieldFault, type FieldFaultCode } from '../platform/problem/field-fault';
import { type MailPart } from './domain/mail-templates';
import { partsFor, type TemplateVariable } from './domain/template-variables';
import { BEGINNING, faultAt, type Place, placeOf } from './place';

/** What was found in one part of a template. */
export interface TemplateReading {
  readonly faults: readonly FieldFault[];
  /** The variables it is filled with, each once. */
  readonly uses: ReadonlySet<string>;
  /** Where something stands in braces, in order; only of a part without faults. */
  readonly braces: readonly Braces[];
}

/** Something in braces: a variable, the begin, middle or end of a block, or a comment. */
export interface Braces {
  readonly start: number;
  readonly end: number;
  /** The name of the variable; null for all else. */
  readonly variable: string | null;
}

const BLOCKS: readonly unknown[] = ['if', 'unless', 'each'];
const DEEPEST = 20;
const MOST_BRACES = 2000;
const MOST_FAULTS = 20;
const BRACES = /\{\{(?:!--[\s\S]*?--\}\}|[\s\S]*?\}\})/g;

/**
 * Reads one part of a template. The language is Handlebars without what could
 * do harm or surprise: variables from the list, `#if`, `#unless`, `else`, and
 * `#each` of a list. No partials, decorators, other helpers, unescaped values,
 * `@…`, `../`, or white-space control.
 */
export function readTemplate(source: string, part: MailPart, variables: readonly TemplateVariable[]): TemplateReading {
  const parsed = parse(source);
  if ('fault' in parsed) {
    return { faults: [parsed.fault], uses: new Set(), braces: [] };
  }
  const reader = new Reader(part);
  reader.readAll(parsed.program, { variables, isCertain: true, depth: 0 });
  const braces = bracesIn(source);
  if (reader.faults.length === 0 && !isAllThereIs(parsed.program, source, braces)) {
    reader.faults.push(faultAt('template-construct-not-allowed', BEGINNING));
  }
  const missing = variables
    .filter(({ name, requiredIn }) => requiredIn.includes(part) && !reader.certain.has(name))
    .map(({ name }): FieldFault => ({ code: 'template-variable-missing', facts: { name } }));
  return { faults: [...reader.faults, ...missing].slice(0, MOST_FAULTS), uses: reader.uses, braces };
}

function parse(source: string): { program: hbs.AST.Program } | { fault: FieldFault } {
  const escaped = /\\\{\{/.exec(source);
  if (escaped !== null) {
    return { fault: faultAt('template-construct-not-allowed', placeOf(source, escaped.index)) };
  }
  if ((source.match(/\{\{/g) ?? []).length > MOST_BRACES) {
    return { fault: { code: 'template-too-complex' } };
  }
  try {
    return { program: Handlebars.parse(source) };
  } catch (error) {
    return { fault: error instanceof RangeError ? { code: 'template-too-complex' } : faultAt('template-syntax', placeIn(error)) };
  }
}

interface ParserState {
  readonly lexer?: { readonly yylloc?: { readonly first_line: number; readonly first_column: number } };
}

// Handlebars tells the place of some faults in the error, and of the others only in its parser.
function placeIn(error: unknown): Place {
  const { lineNumber, column } = error as { lineNumber?: unknown; column?: unknown };
  if (typeof lineNumber === 'number' && typeof column === 'number') {
    return { line: lineNumber, column: column + 1 };
  }
  const at = (Handlebars as unknown as { Parser?: ParserState }).Parser?.lexer?.yylloc;
  return at === undefined ? BEGINNING : { line: at.first_line, column: at.first_column + 1 };
}

interface Scope {
  readonly variables: readonly TemplateVariable[];
  /** Whether it is written whatever the values are. */
  readonly isCertain: boolean;
  readonly depth: number;
}

class Reader {
  readonly faults: FieldFault[] = [];
  readonly uses = new Set<string>();
  /** Variables that are written in any case. */
  readonly certain = new Set<string>();

  constructor(private readonly part: MailPart) {}

  readAll({ body }: hbs.AST.Program, scope: Scope): void {
    for (const statement of body) {
      this.read(statement, scope);
    }
  }

  private read(statement: hbs.AST.Statement, scope: Scope): void {
    switch (statement.type) {
      case 'ContentStatement':
      case 'CommentStatement': {
        this.refuseStripping(statement);
        return;
      }
      case 'MustacheStatement': {
        this.readVariable(statement as hbs.AST.MustacheStatement, scope);
        return;
      }
      case 'BlockStatement': {
        this.readBlock(statement as hbs.AST.BlockStatement, scope);
        return;
      }
      default: {
        this.refuse('template-construct-not-allowed', statement);
        return;
      }
    }
  }

  private readVariable(statement: hbs.AST.MustacheStatement, scope: Scope): void {
    this.refuseStripping(statement);
    // Only `{{name}}`: not `{{{name}}}`, `{{&name}}`, `{{helper name}}`, `{{"name"}}`.
    if (!statement.escaped || statement.params.length > 0 || hasPairs(statement.hash)) {
      this.refuse('template-construct-not-allowed', statement);
      return;
    }
    const variable = this.variableAt(statement.path, scope);
    if (variable === null) {
      return;
    }
    if (variable.kind === 'list' || !partsFor(variable).includes(this.part)) {
      this.refuse('template-variable-misplaced', statement);
      return;
    }
    if (scope.isCertain) {
      this.certain.add(variable.name);
    }
  }

  private readBlock(block: hbs.AST.BlockStatement, scope: Scope): void {
    const inner = { ...scope, isCertain: false, depth: scope.depth + 1 };
    if (inner.depth > DEEPEST) {
      this.refuse('template-too-complex', block);
      return;
    }
    for (const strip of [block.openStrip, block.inverseStrip, block.closeStrip]) {
      this.refuseStripping(block, strip);
    }
    const variable = this.subjectOf(block, scope);
    if (variable === null) {
      return;
    }
    const isList = block.path.original === 'each';
    this.readAll(block.program, isList ? { ...inner, variables: variable.items } : inner);
    // An `{{else}}` belongs to what is outside the list.
    if ((block.inverse as hbs.AST.Program | undefined) !== undefined) {
      this.readAll(block.inverse, inner);
    }
  }

  /** What a block asks about, or goes through. */
  private subjectOf(block: hbs.AST.BlockStatement, scope: Scope): TemplateVariable | null {
    const helper = block.path.original;
    const [subject] = block.params;
    if (subject === undefined || !isPlain(block) || !BLOCKS.includes(helper)) {
      this.refuse('template-construct-not-allowed', block);
      return null;
    }
    const variable = this.variableAt(subject, scope);
    if (variable !== null && helper === 'each' && variable.kind !== 'list') {
      this.refuse('template-variable-misplaced', subject);
      return null;
    }
    return variable;
  }

  private variableAt(expression: hbs.AST.Expression, scope: Scope): TemplateVariable | null {
    if (!isPath(expression)) {
      this.refuse('template-construct-not-allowed', expression);
      return null;
    }
    const { original, parts, depth, data } = expression;
    const isPlainPath = depth === 0 && !data && original === parts.join('.');
    const found = isPlainPath ? scope.variables.find(({ name }) => name === original) : undefined;
    if (found === undefined) {
      this.refuse('template-variable-unknown', expression, {
        allowed: scope.variables.map(({ name }) => name).join(', '),
      });
      return null;
    }
    this.uses.add(found.name);
    return found;
  }

  // `{{~name~}}` joins what stands apart in the source: what has been checked would not be what is sent.
  private refuseStripping(node: hbs.AST.Node, strip = (node as { strip?: hbs.AST.StripFlags }).strip): void {
    if (strip?.open === true || strip?.close === true) {
      this.refuse('template-construct-not-allowed', node);
    }
  }

  private refuse(code: FieldFaultCode, { loc }: hbs.AST.Node, more?: Readonly<Record<string, string>>): void {
    this.faults.push(faultAt(code, { line: loc.start.line, column: loc.start.column + 1 }, more));
  }
}

function isPath(expression: hbs.AST.Expression): expression is hbs.AST.PathExpression {
  return expression.type === 'PathExpression';
}

function hasPairs(hash: hbs.AST.Hash | undefined): boolean {
  return hash !== undefined && hash.pairs.length > 0;
}

/** About one thing, without options, and without names for what is inside. */
function isPlain({ params, hash, program }: hbs.AST.BlockStatement): boolean {
  const names = program.blockParams as string[] | undefined;
  return params.length === 1 && !hasPairs(hash) && (names ?? []).length === 0;
}

function bracesIn(source: string): Braces[] {
  return [...source.matchAll(BRACES)].map((match) => {
    const [, variable] = /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(match[0]) ?? [];
    return {
      start: match.index,
      end: match.index + match[0].length,
      variable: variable === undefined || variable === 'else' ? null : variable,
    };
  });
}

/** Whether what the parser took for text is all there is outside the braces: else the two understand the source differently. */
function isAllThereIs(program: hbs.AST.Program, source: string, braces: readonly Braces[]): boolean {
  const texts = new TextCollector();
  texts.accept(program);
  let outside = '';
  let end = 0;
  for (const each of braces) {
    outside += source.slice(end, each.start);
    end = each.end;
  }
  return texts.text === outside + source.slice(end);
}

class TextCollector extends Handlebars.Visitor {
  text = '';

  override ContentStatement(content: hbs.AST.ContentStatement): void {
    this.text += content.original as unknown as string;
  }
}

import findMyWay, { type HTTPMethod } from 'find-my-way';

/** Every route the server knows, to tell "no such path" from "not with this method". */
export class RouteTable {
  private readonly router = findMyWay();
  private readonly methods = new Set<HTTPMethod>();

  add(method: HTTPMethod | HTTPMethod[], path: string): void {
    for (const each of [method].flat()) {
      if (!this.router.hasRoute(each, path)) {
        this.router.on(each, path, () => undefined);
      }
      this.methods.add(each);
    }
  }

  /** The methods `path` can be asked with, in alphabetical order; none for an unknown path. */
  methodsOf(path: string): string[] {
    return [...this.methods].filter((method) => this.router.find(method, path) !== null).sort();
  }
}

/** What a route says when it serves pages for people. */
export interface PageConfig {
  /** What goes wrong is answered as a page, too. */
  readonly isPage?: boolean;
  /** Those whom its site lets may show it in a frame; any other page is framed by nobody. */
  readonly isEmbeddable?: boolean;
  /** In place of the usual 64 KiB. */
  readonly bodyLimitInBytes?: number;
  /** Takes forms of either kind; what a multipart one holds is not looked at. */
  readonly ignoresMultipart?: boolean;
}

/** One cell of a source table; a merged cell repeats its text in each place it covers, and those places say so. */
export type SourceCell = { readonly text: string; readonly merged?: 'across' | 'down' }

/** One piece of a document in reading order: a paragraph, or a table as a full grid of cells. */
export type SourceBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly style?: 'title' | 'heading' }
  | { readonly kind: 'table'; readonly name?: string; readonly rows: readonly (readonly SourceCell[])[] }

/** A document freed from its file format; every position is a block's index and a place inside that block. */
export type SourceDocument = {
  readonly format: 'docx' | 'xlsx' | 'pdf' | 'txt'
  readonly name: string
  readonly blocks: readonly SourceBlock[]
}

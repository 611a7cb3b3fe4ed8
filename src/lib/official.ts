/** A column of a table: its heading, its share of the width, and where its text stands. */
export type OfficialColumn = {
  readonly title: string
  readonly share: number
  readonly align?: 'start' | 'center' | 'end'
}

/** A piece of an official document. */
export type OfficialBlock =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'addressee'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string; readonly align?: 'start' | 'center' | 'end' }
  | {
      readonly kind: 'table'
      readonly columns: readonly OfficialColumn[]
      readonly rows: readonly (readonly string[])[]
      /** Millimetres; for tables that are filled in by hand. */
      readonly rowHeight?: number
    }
  | { readonly kind: 'attachment'; readonly label: string; readonly title: string }
  | { readonly kind: 'signature'; readonly issuer: string; readonly date: string }
  | { readonly kind: 'page_break' }

import type { CalendarDate } from '../../lib/dates.ts'

export type Align = 'left' | 'center' | 'right'

/** A column of a table. `width` is its share of the text's width. */
export type TableColumn = { readonly title: string; readonly width: number; readonly align?: Align }

/** A piece of an official document. Headings of level 1 to 3 are numbered 一、 （一） 1. by the builder. */
export type Block =
  | {
      readonly kind: 'title'
      readonly text: string
      readonly below?: string
      /** Begins a new page. */ readonly newPage?: true
    }
  /** 主送机关: whom the document is addressed to. */
  | { readonly kind: 'addressee'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A line without indent, in the size of tables: facts above a list, signatures below it. */
  | { readonly kind: 'line'; readonly text: string; readonly align?: Align }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly caption?: string
      readonly columns: readonly TableColumn[]
      readonly rows: readonly (readonly string[])[]
      /** A last row in bold. */
      readonly total?: readonly string[]
      /** The least height of a row in millimetres: room to sign or to fill in by hand. */
      readonly rowHeight?: number
      /** Every row exactly as high as `rowHeight`, so that a known number of rows fills a page; two lines of text fit. */
      readonly exact?: true
      /** Points; 10.5 (五号) unless the columns are many. */
      readonly size?: number
    }
  /** 附件说明: names the attachments under the text. */
  | { readonly kind: 'attachments'; readonly titles: readonly string[] }
  /** Starts an attachment on its own page, lying down when its table is wide. `number` is left out when there is only one. */
  | { readonly kind: 'attachment'; readonly number?: number; readonly title: string; readonly landscape?: true }
  /** 落款: who issues it, and when. */
  | { readonly kind: 'signature'; readonly issuer: string; readonly date: CalendarDate }
  | { readonly kind: 'pageBreak' }

/** An official document by the conventions of GB/T 9704. */
export type OfficialDocument = {
  readonly title: string
  readonly issuer: string
  /** Stands as the date of making, so that the same document always has the same bytes. */
  readonly date: CalendarDate
  /** A list to be printed and filled in: narrower margins and a smaller title than those of an official document. */
  readonly list?: true
  /** Who took it out (`watermarkOf(…).line`), small beside each page number: for papers that name people. */
  readonly mark?: string | undefined
  readonly blocks: readonly Block[]
}

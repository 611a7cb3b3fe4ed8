/** Why a file cannot be read as a document. */
export type DocumentRefusal =
  | 'document_empty'
  | 'document_too_large'
  | 'document_encrypted'
  | 'document_corrupt'
  | 'document_bomb'
  | 'document_type_refused'
  | 'document_old_format'
  | 'document_without_text'

/** What a document may be at most: what is beyond is refused before it is unpacked. */
export const documentLimits = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 120 * 1024 * 1024,
  partBytes: 60 * 1024 * 1024,
  parts: 4000,
  /** The text of a Word file as XML, tags and all: what a plan of 300 pages takes, four times. */
  xmlBytes: 20 * 1024 * 1024,
  /** Text compresses about 10 to 40 times; a part beyond this is a bomb. */
  ratio: 250,
  /** Below this size a high ratio is harmless, and common in small spreadsheets. */
  ratioFloorBytes: 2 * 1024 * 1024,
  characters: 2_000_000,
  paragraphCharacters: 20_000,
  pages: 300,
  tableRows: 5000,
  tableColumns: 200,
} as const

import { z } from 'zod'
import type { Vault } from '../../../platform/crypto.ts'
import type { Cell } from '../../../platform/excel/grid.ts'

const Cells = z.array(z.union([z.string(), z.number()]))
const Lines = z.array(Cells)

/** The cells of a row, sealed: lists hold identity numbers. */
export function sealCells(vault: Vault, cells: readonly Cell[]): Buffer {
  return vault.seal(JSON.stringify(cells))
}

/** The cells of a row as they were written. */
export function openCells(vault: Vault, sealed: Buffer): readonly Cell[] {
  return Cells.parse(JSON.parse(vault.open(sealed)))
}

/** The rows above the first person, sealed. */
export function sealHead(vault: Vault, lines: readonly (readonly Cell[])[]): Buffer {
  return vault.seal(JSON.stringify(lines))
}

/** The rows above the first person. */
export function openHead(vault: Vault, sealed: Buffer): readonly (readonly Cell[])[] {
  return Lines.parse(JSON.parse(vault.open(sealed)))
}

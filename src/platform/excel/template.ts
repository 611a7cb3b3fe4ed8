import exceljs from 'exceljs'

/** A column of a list to be filled in: its note, and the choices that its cells offer. `binds`: nothing else may be typed. */
export type TemplateColumn = {
  readonly title: string
  readonly width: number
  readonly note: string
  readonly choices: readonly string[]
  readonly binds: boolean
}

/** A list to be filled in, with a sheet of choices and a sheet of notes. */
export type Template = {
  readonly sheet: string
  readonly choices: string
  readonly notes: string
  readonly general: readonly string[]
  readonly columns: readonly TemplateColumn[]
  /** How many rows offer the choices. */
  readonly rows: number
}

/** Writes an empty list with drop-downs and notes; every cell is kept as text, so that no number is rounded. */
export async function writeTemplate(template: Template): Promise<Buffer> {
  const book = new exceljs.Workbook()
  const list = book.addWorksheet(template.sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
  const choices = book.addWorksheet(template.choices)
  list.columns = template.columns.map(({ title, width }) => ({ header: title, width, style: { numFmt: '@' } }))
  list.getRow(1).font = { bold: true }
  for (const [index, column] of template.columns.entries()) {
    list.getCell(1, index + 1).note = column.note
    if (column.choices.length === 0) continue
    const letter = choices.getColumn(index + 1).letter
    choices.getCell(1, index + 1).value = column.title
    column.choices.forEach((choice, at) => (choices.getCell(at + 2, index + 1).value = choice))
    const range = `'${template.choices}'!$${letter}$2:$${letter}$${column.choices.length + 1}`
    for (let row = 2; row <= template.rows + 1; row += 1) {
      list.getCell(row, index + 1).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [range],
        showErrorMessage: column.binds,
        error: column.note,
      }
    }
  }
  const notes = book.addWorksheet(template.notes)
  notes.columns = [{ width: 18 }, { width: 90 }]
  for (const line of template.general) notes.addRow(['', line])
  for (const { title, note } of template.columns) notes.addRow([title, note])
  return Buffer.from(await book.xlsx.writeBuffer())
}

import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayReadTexts } from './access.ts'
import { LettersAsked, type MailLetter } from './contract/mail.ts'
import { groupOf } from './core/texts.ts'
import { showLetter } from './letter.ts'
import { listLetters } from './store/letters.ts'
import { mailWords } from './words/mail.ts'
import { textWords } from './words/texts.ts'

const groups: Readonly<Record<string, string>> = textWords.zh
const sayAbout = (code: string | null) =>
  code === null ? mailWords.zh['about.code'] : (groups[`group.${groupOf(code)}`] ?? code)

/** What went out by e-mail, as a workbook; never an address. */
export const letterExport = listExport({
  list: 'mail-letters',
  title: '邮件发送情况',
  access: mayReadTexts,
  query: LettersAsked,
  page: async (tx, _roots, { state }, last: MailLetter | undefined) =>
    (await listLetters(tx, { state, limit: exportedAtOnce - 1, before: last?.id })).map(showLetter),
  columns: ({ text, number, moment }) => [
    text('收件人', 16, (row) => row.name),
    text('内容', 16, (row) => sayAbout(row.code)),
    text('编号', 30, (row) => row.code),
    text('状态', 12, (row) => mailWords.zh[`state.${row.state}`]),
    number('次数', (row) => row.attempts),
    text('生成时间', 18, (row) => moment(row.createdAt)),
    text('发送时间', 18, (row) => (row.sentAt === null ? null : moment(row.sentAt))),
    text('原因', 40, (row) => row.failure),
  ],
})

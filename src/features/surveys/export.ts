import type { Readable } from 'node:stream'
import { note, read, transact, type Db } from '../../platform/db/db.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { sheetOf, writeSheets, type ExportColumn } from '../../platform/excel/rows.ts'
import { exportMark } from '../organisations/public.ts'
import { mayListSurveys } from './access.ts'
import { tellSurvey } from './commands.ts'
import { SurveysQuery, type Survey, type SurveyInFull } from './contract.ts'
import type { Answer } from './core.ts'
import { listAnswers, listSurveys } from './store.ts'
import { words } from './words.ts'

type Line = { readonly question: string; readonly answer: string; readonly figure: number | null; readonly of: number }
type Row = Awaited<ReturnType<typeof listAnswers>>[number]

const text = <R>(title: string, width: number, value: (row: R) => string): ExportColumn<R> => ({
  ...{ title, width, kind: 'text' as const, value },
})
const figure = <R>(title: string, value: (row: R) => number | null): ExportColumn<R> => ({
  ...{ title, width: 12, kind: 'number' as const, value },
})

// What each question came to; of a ranking the mean place.
function linesOf({ questions, results }: SurveyInFull): Line[] {
  const found = new Map((results ?? []).map((result) => [result.key, result]))
  return questions.flatMap(({ key, kind, title, options }): Line[] => {
    const { answered = 0, counts = [], texts = [] } = found.get(key) ?? {}
    if (kind === 'text') return texts.map((said) => ({ question: title, answer: said, figure: null, of: answered }))
    const names = kind === 'scale' ? counts.map((_, place) => String(place + 1)) : options
    return names.map((name, place) => {
      const count = counts[place] ?? 0
      const mean = answered === 0 ? null : Math.round((count / answered) * 100) / 100
      return { question: title, answer: name, figure: kind === 'ranking' ? mean : count, of: answered }
    })
  })
}

function say({ kind, options }: SurveyInFull['questions'][number], answer: Answer | undefined): string {
  if (answer === undefined) return ''
  if (typeof answer !== 'object') return String(answer)
  const names = answer.map((place) => options[place] ?? '')
  return names.join(kind === 'ranking' ? ' > ' : '、')
}

/** The results of a survey as a workbook: what each question came to, and, where it was not anonymous, who said what. */
export async function exportSurvey(
  db: Db,
  id: string,
): Promise<Result<{ readonly name: string; readonly content: Readable }, 'survey_not_found' | 'too_few_answers'>> {
  const found = await read(db, async (tx) => ({ survey: await tellSurvey(tx, id), mark: await exportMark(tx) }))
  const { survey, mark } = found
  if (!survey) return err('survey_not_found')
  if (survey.anonymous && survey.answered > 0 && survey.results === null) return err('too_few_answers')
  const rows: readonly Row[] = survey.anonymous ? [] : await read(db, (tx) => listAnswers(tx, id))
  await transact(db, async (tx) => {
    note(tx, { act: 'survey.exported', object: { kind: 'survey', id } })
    return Promise.resolve(ok())
  })
  const marked = mark ? { mark: mark.line } : {}
  const sums = sheetOf<Line>({
    sheet: '统计',
    columns: [
      text('题目', 40, (line) => line.question),
      text('选项或回答', 40, (line) => line.answer),
      figure('人数或平均名次', (line) => line.figure),
      figure('答题人数', (line) => line.of),
    ],
    rows: linesOf(survey),
    ...marked,
  })
  const named = sheetOf<Row>({
    sheet: '答卷',
    columns: [
      text('姓名', 12, (row) => row.name),
      text('工号', 14, (row) => row.staffNo),
      text('学校', 28, (row) => row.organisationName),
      ...survey.questions.map((question) =>
        text<Row>(question.title, 24, (row) => say(question, row.answers[question.key])),
      ),
    ],
    rows,
    ...marked,
  })
  const name = `需求调研-${survey.title}-${mark?.inName ?? db.context.today}.xlsx`
  return ok({ name, content: writeSheets(survey.anonymous ? [sums] : [sums, named]) })
}

/** Surveys of needs, as a workbook; what was answered has a file of its own. */
export const surveyExport = listExport({
  list: 'surveys',
  title: '需求调研',
  access: mayListSurveys,
  query: SurveysQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, last: Survey | undefined) =>
    listSurveys(tx, roots, { ...query, limit: exportedAtOnce - 1 }, last?.id),
  columns: (make) => [
    make.text('标题', 40, (row) => row.title),
    make.text('单位', 28, (row) => row.organisationName),
    make.text('项目', 36, (row) => row.programmeTitle),
    make.text('对象', 24, (row) => row.populationName),
    make.text('是否匿名', 10, (row) => words.zh[row.anonymous ? 'anonymous.yes' : 'anonymous.named']),
    make.text('状态', 10, (row) => words.zh[`state.${row.state}`]),
    make.number('发放人数', (row) => row.asked),
    make.number('已答', (row) => row.answered),
    make.text('截止日期', 12, (row) => row.closesOn),
    make.text('发起人', 14, (row) => row.createdByName),
    make.text('发放时间', 18, (row) => make.moment(row.openedAt)),
    make.text('结束时间', 18, (row) => make.moment(row.closedAt)),
  ],
})

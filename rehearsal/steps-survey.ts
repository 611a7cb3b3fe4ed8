import { addSurvey, answerSurvey, closeSurvey, openSurvey } from '../src/features/surveys/commands.ts'
import type { NewSurvey } from '../src/features/surveys/contract.ts'
import { listInvited } from '../src/features/surveys/store.ts'
import { addDays } from '../src/lib/dates.ts'
import { at, yearsOf } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Acting, Step } from './life.ts'
import { randomFrom } from './random.ts'

type Asked = Omit<NewSurvey, 'id'>

const question = (
  key: string,
  kind: NewSurvey['questions'][number]['kind'],
  title: string,
  options: string[] = [],
) => ({
  ...{ key, kind, title, options, required: kind !== 'text', most: 5 },
})

const questions = [
  question('need', 'single', '这学期最想在哪方面得到帮助', ['作业设计', '课堂提问', '学情分析', '跨学科教学']),
  question('when', 'multiple', '什么时间方便参加', ['工作日下午', '周末', '假期']),
  question('use', 'scale', '以前的培训对您帮助多大'),
  question('way', 'ranking', '按喜欢的程度排序', ['听讲座', '看课例', '动手做']),
  question('said', 'text', '还想说什么'),
]
const said = ['希望有本校学生的真实作业做例子', '时间不要放在月考那一周', '想去城区学校跟岗两天', '线上的最好能回看']

const opened = { days: -6, time: '10:00', title: '下学期校本研修需求调研' } as const

/** The id of the survey that the demo's school still asks. */
export function surveyOf(county: County): string {
  const moment = at(addDays(county.date, opened.days), opened.time)
  return randomFrom(county.seed, 'survey', opened.title).id(moment)
}

/** The surveys of the demo's school and bureau: one that still asks, and one that a programme was planned by. */
export function surveySteps(county: County): Step[] {
  const { demo, registrars, officer } = county.cast
  const registrar = registrars.get(demo.school.id) ?? officer
  const year = yearsOf(county).at(-1)
  const programmeId = year?.runs.at(-1)?.id ?? null
  const content = { populationId: null, questions, anonymous: true }
  const open: Asked = {
    ...content,
    ...{ organisationId: demo.school.id, programmeId: null, title: opened.title },
    lead: '用来安排下学期的校本研修，五分钟答完。',
    closesOn: addDays(county.date, 20),
  }
  const closed: Asked = {
    ...content,
    ...{ organisationId: null, programmeId, anonymous: false, title: '暑期专题研修需求调研' },
    lead: '项目发布前的需求调研。',
    closesOn: addDays(county.date, 10),
  }
  return [
    {
      key: 'surveys/open',
      moment: at(addDays(county.date, opened.days), opened.time),
      weight: 3,
      take: (acting) => ask(acting, registrar, demo.school.id, open, 9),
    },
    ...(programmeId === null
      ? []
      : [
          {
            key: 'surveys/closed',
            moment: at(addDays(county.date, -7), '10:00'),
            weight: 3,
            take: (acting: Acting) => ask(acting, officer, county.tree.bureau.id, closed, 12, true),
          },
        ]),
  ]
}

async function ask(
  acting: Acting,
  login: Parameters<Acting['as']>[0],
  organisationId: string,
  asked: Asked,
  most: number,
  isClosed = false,
): Promise<void> {
  const random = randomFrom(acting.county.seed, 'survey', asked.title)
  const id = random.id(acting.moment)
  await acting.as(login, async (tx) => must(await addSurvey(tx, { ...asked, id }, [organisationId])))
  await acting.as(login, async (tx) => must(await openSurvey(tx, id)))
  const invited = await acting.as(login, (tx) => listInvited(tx, id, most))
  // The demo's teacher has not answered yet.
  const folk = invited.filter((personId) => personId !== acting.county.cast.demo.teacher.id)
  for (const [index, personId] of folk.entries()) {
    const answers = {
      ...{ need: [index % 3], when: index % 2 === 0 ? [1] : [0, 2], use: 3 + (index % 3) },
      way:
        [
          [2, 1, 0],
          [1, 2, 0],
          [2, 0, 1],
        ][index % 3] ?? [],
      ...(index < said.length ? { said: said[index] ?? '' } : {}),
    }
    await acting.as(undefined, async (tx) => must(await answerSurvey(tx, id, personId, answers)))
  }
  if (isClosed) await acting.as(login, async (tx) => must(await closeSurvey(tx, id)))
}

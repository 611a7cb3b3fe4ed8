import { openBrowser, pictureSeats } from './browser.ts'
import { addChoiceDays } from './choice-days.ts'
import { addClaimDay } from './claim-day.ts'
import { addFirstHour } from './first-hour.ts'
import { addIntegrityDay } from './integrity-day.ts'
import { addLineOfCredits } from './line-credit.ts'
import { addLineOfPlans } from './line-plan.ts'
import { addLineOfTeaching } from './line-teach.ts'
import { addLineOfSchools } from './line-school.ts'
import { addLists } from './lists.ts'
import { addNoShowDay } from './no-show-day.ts'
import { addNoticeDay } from './notice-day.ts'
import { addOptimalRound } from './optimal-round.ts'
import { addPages } from './pages.ts'
import { addPlaceDay } from './place-day.ts'
import { addRoundDay } from './round-day.ts'
import { addRuleDays } from './rule-days.ts'
import { runChapters } from './runner.ts'
import { addStatementDay } from './statement-day.ts'
import { addSearch } from './search.ts'
import type { Stage } from './stage.ts'
import { addSubstitutionDay } from './substitution-day.ts'
import { addSuccessionDay } from './succession-day.ts'
import { openWorld } from './world.ts'

// The product in a real browser, on its own database and port: `node e2e/main.ts`, or
// `node e2e/main.ts 'The line'` for the chapters of that name. Pictures of what failed lie in node_modules/.cache/e2e.

const stages: Stage[] = []
const theStage = (): Stage => {
  const [stage] = stages
  if (!stage) throw new Error('the stage is not set up yet')
  return stage
}

addLineOfPlans(theStage)
addLineOfTeaching(theStage)
addLineOfCredits(theStage)
addClaimDay(theStage)
addStatementDay(theStage)
addIntegrityDay(theStage)
addLineOfSchools(theStage)
addPlaceDay(theStage)
addSubstitutionDay(theStage)
addNoShowDay(theStage)
addNoticeDay(theStage)
addRoundDay(theStage)
addOptimalRound(theStage)
addSuccessionDay(theStage)
addChoiceDays(theStage)
addRuleDays(theStage)
addPages(theStage)
addSearch(theStage)
addLists(theStage)
addFirstHour(theStage)

const world = await openWorld({ moment: new Date('2026-04-08T09:00:00+08:00'), size: 150, isLived: false })
const browser = await openBrowser()
stages.push({ world, browser, seats: new Map(), found: new Map() })
try {
  const pictures = async (name: string) => {
    process.stdout.write(`    pictures: ${await pictureSeats(name)}\n`)
  }
  const failed = await runChapters(pictures, { part: process.argv[2] })
  process.exitCode = failed > 0 ? 1 : 0
} finally {
  await browser.close()
  await world.close()
}

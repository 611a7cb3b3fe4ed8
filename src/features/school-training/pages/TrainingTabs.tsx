import { at } from '../../../platform/web/route.ts'
import { Tabs } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'

/** The four sides of school-based training: its plans, their days, the teams and the figures. */
export function TrainingTabs() {
  const t = useWords(words)
  return (
    <Tabs
      label={t('plans')}
      items={[
        { to: at.schoolTraining(), label: t('tab.plans') },
        { to: at.schoolCalendar(), label: t('tab.calendar') },
        { to: at.researchTeams(), label: t('tab.teams') },
        { to: at.schoolTrainingFigures(), label: t('tab.figures') },
      ]}
    />
  )
}

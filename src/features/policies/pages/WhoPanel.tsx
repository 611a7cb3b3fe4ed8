import type { Who } from '../../../lib/policy/language.ts'
import type { Population } from '../../../lib/population/population.ts'
import { InlineCheck, InlineSelect, InlineTags, InlineYears } from '../../../ui/inline.tsx'
import { useWords } from '../../../ui/words.ts'
import { useCodeOptions } from '../../people/parts.tsx'
import { PopulationChoice } from '../../populations/parts.tsx'
import { AudienceCount } from '../../programmes/parts.tsx'
import { editorWords } from '../words/editor.ts'
import { someOf } from './draft-state.ts'

const isSetting = (value: string) => value === 'urban' || value === 'town' || value === 'rural'
const entries = ['in_year', 'in_cycle'] as const

/** A rule's people without what asks nothing; undefined where that leaves everybody. */
function whoOf({ population, retires, entered }: Who): Who | undefined {
  const asked = Object.entries(population ?? {}).filter(([, value]) => value !== undefined)
  const who = {
    ...(asked.length === 0 ? {} : { population: Object.fromEntries(asked) }),
    ...(retires === undefined ? {} : { retires }),
    ...(entered === undefined ? {} : { entered }),
  }
  return Object.keys(who).length === 0 ? undefined : who
}

/** Of whom a rule asks: by a saved population or by the roster's own marks, and by when they begin or retire. */
export function WhoPanel({
  value = {},
  onChange,
}: {
  value?: Who | undefined
  onChange: (value: Who | undefined) => void
}) {
  const t = useWords(editorWords)
  const { population = {} } = value
  const write = (next: Who) => onChange(whoOf(next))
  const ask = (part: Population) => write({ ...value, population: { ...population, ...part } })
  return (
    <div className="rule-panel" role="group" aria-label={t('who.title')}>
      <h4>{t('who.title')}</h4>
      <PopulationChoice onChoose={({ rule }) => write({ ...value, population: rule })} />
      <InlineTags
        label={t('stages')}
        value={population.stages ?? []}
        options={useCodeOptions('stage')}
        onChange={(codes) => ask({ stages: someOf(codes) })}
      />
      <InlineTags
        label={t('subjects')}
        value={population.subjects ?? []}
        options={useCodeOptions('subject')}
        onChange={(codes) => ask({ subjects: someOf(codes) })}
      />
      <InlineTags
        label={t('posts')}
        value={population.posts ?? []}
        options={useCodeOptions('post')}
        onChange={(codes) => ask({ posts: someOf(codes) })}
      />
      <InlineTags
        label={t('titles')}
        value={population.titles ?? []}
        options={useCodeOptions('title')}
        onChange={(codes) => ask({ titles: someOf(codes) })}
      />
      <InlineTags
        label={t('talents')}
        value={population.talentLevels ?? []}
        options={useCodeOptions('talent')}
        onChange={(codes) => ask({ talentLevels: someOf(codes) })}
      />
      <InlineTags
        label={t('settings')}
        value={population.settings ?? []}
        options={useCodeOptions('setting')}
        onChange={(codes) => ask({ settings: someOf(codes.filter(isSetting)) })}
      />
      <InlineYears label={t('yearsMin')} value={population.yearsMin} onChange={(yearsMin) => ask({ yearsMin })} />
      <InlineYears label={t('yearsMax')} value={population.yearsMax} onChange={(yearsMax) => ask({ yearsMax })} />
      <span className="quiet">{t('entered')}</span>
      <InlineSelect
        label={t('entered')}
        value={value.entered ?? ''}
        options={[
          { value: '', label: t('entered.all') },
          ...entries.map((each) => ({ value: each, label: t(`entered.${each}`) })),
        ]}
        onChange={(chosen) => write({ ...value, entered: entries.find((each) => each === chosen) })}
      />
      <InlineCheck
        label={t('retires')}
        value={value.retires !== undefined}
        onChange={(on) => write({ ...value, retires: on ? 'in_cycle' : undefined })}
      />
      <AudienceCount rule={population} />
    </div>
  )
}

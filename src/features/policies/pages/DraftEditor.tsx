import { useState } from 'react'
import { flawsOf, type Flaw } from '../../../lib/policy/flaws.ts'
import type { Policy } from '../../../lib/policy/language.ts'
import { sayRule } from '../../../lib/policy/sentences.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, MenuButton } from '../../../ui/button.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { useWords, wordsIn } from '../../../ui/words.ts'
import type { PolicyInFull } from '../contract/policies.ts'
import { editorWords } from '../words/editor.ts'
import { pageWords } from '../words/pages.ts'
import { AdoptDialog } from './AdoptDialog.tsx'
import { AwardsEditor } from './AwardsEditor.tsx'
import { changedAt, movedUp, useDraft, withoutAt, type ChangeText } from './draft-state.ts'
import { ExamplePerson } from './ExamplePerson.tsx'
import { useTongue } from './policies-api.ts'
import { CategoryLines, CountingLines, ExemptionLine, GeneralLines, RateLines } from './policy-lines.tsx'
import { newRule, ruleKinds } from './rule-parts.ts'
import { RuleLine } from './RuleLine.tsx'
import { Changes } from './VersionsTab.tsx'

type Draft = NonNullable<PolicyInFull['draft']>
type Editing = ReturnType<typeof useDraft>

/** A policy's draft as sentences with fields in them, saved by itself, beside a person who is reckoned under it as it is typed. */
export function DraftEditor({ policy, draft }: { policy: PolicyInFull; draft: Draft }) {
  const t = useWords(editorWords)
  const editing = useDraft(policy.id, draft)
  const { text, change } = editing
  const flaws = flawsOf(text)
  const say = ({ code }: Flaw) => t(`flaw.${code}`)
  const flawsAt = (place: string) => flaws.filter(({ at: where }) => where === place).map(say)
  const current = policy.versions.find(({ version }) => version === policy.version) ?? policy.versions[0]
  const before = current?.policy
  return (
    <>
      <SavingLine editing={editing} policy={policy} draft={draft} flaws={flaws.length} />
      <div className="editor">
        <div>
          <Section title={t('rules')} actions={<AddRule change={change} />}>
            <ol className="rule-lines">
              {text.rules.map((rule, index) => (
                <RuleLine
                  key={`${rule.id} ${String(index)}`}
                  rule={rule}
                  policy={text}
                  before={before}
                  flaws={flawsAt(rule.id)}
                  onChange={(next, field) =>
                    change((now) => ({ ...now, rules: changedAt(now.rules, index, next) }), field)
                  }
                  onRemove={() => change((now) => ({ ...now, rules: withoutAt(now.rules, index) }))}
                  onMoveUp={
                    index === 0 ? undefined : () => change((now) => ({ ...now, rules: movedUp(now.rules, index) }))
                  }
                />
              ))}
            </ol>
            {before ? <RemovedRules text={text} before={before} change={change} /> : null}
          </Section>
          <CountingLines text={text} change={change} flaws={flawsAt('')} />
          <RateLines text={text} change={change} flawsAt={flawsAt} />
          <CategoryLines text={text} change={change} flawsAt={flawsAt} />
          <AwardsEditor text={text} change={change} flawsAt={flawsAt} />
          <ExemptionLine text={text} change={change} />
          <GeneralLines text={text} change={change} />
        </div>
        <aside>
          <ExamplePerson policyId={policy.id} packId={policy.packId} text={text} before={before} />
        </aside>
      </div>
    </>
  )
}

type SavingProps = { editing: Editing; policy: PolicyInFull; draft: Draft; flaws: number }

function SavingLine({ editing, policy, draft, flaws }: SavingProps) {
  const t = useWords(editorWords)
  const p = useWords(pageWords)
  const [adopting, setAdopting] = useState(false)
  const { state, undo, theirs, retry, problem } = editing
  const waiting = state === 'saved' ? undefined : t('unsaved')
  return (
    <>
      <div className="section cluster">
        <span className="quiet" role="status">
          {state === 'conflict' || state === 'failed' ? t('failed') : t(state)}
        </span>
        <ActionButton kind="quiet" icon="undo" reason={undo ? undefined : t('undo.none')} onClick={undo}>
          {t('undo')}
        </ActionButton>
        {state === 'saved' ? (
          <ActionLink to={at.tryHourPolicy(policy.id)}>{p('try')}</ActionLink>
        ) : (
          <ActionButton reason={waiting}>{p('try')}</ActionButton>
        )}
        <ActionButton kind="primary" reason={waiting} onClick={() => setAdopting(true)}>
          {t('adopt')}
        </ActionButton>
        {flaws === 0 ? null : <span className="field-error">{t('flaws.count', { count: flaws })}</span>}
      </div>
      {state === 'failed' ? <ProblemNote problem={problem} words={pageWords} onRetry={retry} /> : null}
      {theirs ? (
        <Note tone="attention">
          <p>
            <strong>
              {t('conflict.title', { name: theirs.changedByName, date: formatDateTime(theirs.changedAt) })}
            </strong>
          </p>
          <p>{t('conflict.lead')}</p>
          <Changes before={editing.base} after={theirs.policy} />
          <div className="cluster">
            <ActionButton onClick={editing.takeTheirs}>{t('conflict.theirs')}</ActionButton>
            <ActionButton kind="danger" onClick={editing.keepMine}>
              {t('conflict.mine')}
            </ActionButton>
          </div>
        </Note>
      ) : null}
      {adopting ? <AdoptDialog policy={policy} draft={draft} onClose={() => setAdopting(false)} /> : null}
    </>
  )
}

function AddRule({ change }: { change: ChangeText }) {
  const t = useWords(editorWords)
  const said = { zh: wordsIn(editorWords, 'zh-CN'), en: wordsIn(editorWords, 'en') }
  return (
    <MenuButton
      label={t('rules.add')}
      icon="plus"
      items={ruleKinds.map((kind) => ({
        key: kind,
        label: t(`kind.${kind}`),
        onSelect: () =>
          change((now) => {
            const title = { zh: said.zh(`${kind}.new`), en: said.en(`${kind}.new`) }
            return { ...now, rules: [...now.rules, newRule(kind, title, said.zh('needs'))] }
          }),
      }))}
    />
  )
}

function RemovedRules({ text, before, change }: { text: Policy; before: Policy; change: ChangeText }) {
  const t = useWords(editorWords)
  const tongue = useTongue()
  const gone = before.rules.filter(({ id }) => !text.rules.some((rule) => rule.id === id))
  return gone.map((rule) => (
    <p key={rule.id} className="quiet cluster">
      <del>{t('was.removed', { sentence: sayRule(rule, before, tongue) })}</del>
      <ActionButton kind="quiet" onClick={() => change((now) => ({ ...now, rules: [...now.rules, rule] }))}>
        {t('restore')}
      </ActionButton>
    </p>
  ))
}

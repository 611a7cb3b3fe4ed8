import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm, useWatch } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Fieldset, Form } from '../../../ui/form.tsx'
import { Facts } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, wordsIn, type Words } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { NoticeText } from '../contract/texts.ts'
import { fill, longestText, missingIn, textFlaw } from '../core/texts.ts'
import { exampleWords } from '../words/examples.ts'
import { textWords } from '../words/texts.ts'
import { textApi, textsKey } from './text-api.ts'

type Values = { zh: string; en: string }
type Spoken = keyof Values

const written = (value: string) => (value.trim() === '' ? null : value.trim())
const braced = (names: readonly string[]) => names.map((name) => `{{${name}}}`).join(' ')

// Of a placeholder that nobody has thought of an example for, its name.
const exampleOf = (name: string, language: Spoken): string =>
  name in exampleWords[language]
    ? wordsIn<Words>(exampleWords, language === 'en' ? 'en' : 'zh-CN')(name)
    : `〈${name}〉`

/** The text of one notice: the original beside one's own, as it will be read. */
export function TextForm({ text, onDone }: { text: NoticeText; onDone: () => void }) {
  const t = useWords(textWords)
  const cache = useQueryClient()
  const may = useHolds('bureau_officer', 'system_admin')
  const form = useForm<Values>({ defaultValues: { zh: text.own.zh ?? '', en: text.own.en ?? '' } })
  const values = useWatch({ control: form.control })
  const { code, version } = text
  const save = useMutation({
    mutationFn: (said: { zh: string | null; en: string | null }) =>
      call(textApi['notice-texts'].$put({ json: { code, version, ...said } })),
    onSuccess: async (saved) => {
      toast(t(saved.own.zh === null && saved.own.en === null ? 'restored' : 'saved'))
      onDone()
      await Promise.all([textsKey, ['notices']].map((queryKey) => cache.invalidateQueries({ queryKey })))
    },
  })
  const isOriginal = text.own.zh === null && text.own.en === null
  const flaws = (['zh', 'en'] as const).flatMap((language) => flawOf(text, values[language] ?? '') ?? [])
  return (
    <Form
      form={form}
      onSubmit={({ zh, en }) => save.mutate({ zh: written(zh), en: written(en) })}
      submit={t('save')}
      pending={save.isPending}
      problem={save.error}
      words={textWords}
      reason={may ? sayFlaw(flaws[0]) : t('readOnly')}
      onCancel={onDone}
      extra={
        <ActionButton
          pending={save.isPending}
          reason={may ? (isOriginal ? t('restore.nothing') : undefined) : t('readOnly')}
          onClick={() => save.mutate({ zh: null, en: null })}
        >
          {t('restore')}
        </ActionButton>
      }
    >
      {(['zh', 'en'] as const).map((language) => (
        <Fieldset key={language} legend={t(language)}>
          <Sentence label={t('original')} said={text.original[language]} />
          <TextArea
            control={form.control}
            name={language}
            label={t(`own.${language}`)}
            hint={t('own.hint', { max: longestText })}
            maxLength={longestText}
            rows={3}
            disabled={!may}
          />
          <Preview text={text} typed={values[language] ?? ''} language={language} />
        </Fieldset>
      ))}
      <Placeholders text={text} />
    </Form>
  )
}

type Flaw = NonNullable<ReturnType<typeof textFlaw>>

function flawOf(text: NoticeText, typed: string): Flaw | undefined {
  const own = written(typed)
  return own === null ? undefined : textFlaw(text, own)
}

function sayFlaw(flaw: Flaw | undefined): string | undefined {
  const t = wordsIn(textWords)
  if (flaw?.code === 'placeholder_unknown') return t('flaw.placeholder_unknown', { names: braced(flaw.names) })
  return flaw ? t('flaw.placeholder_broken', { example: '{{name}}' }) : undefined
}

function Preview({ text, typed, language }: { text: NoticeText; typed: string; language: Spoken }) {
  const t = useWords(textWords)
  const own = written(typed)
  const flaw = flawOf(text, typed)
  const missing = own === null ? [] : missingIn(text, own)
  const examples = Object.fromEntries(text.placeholders.map((name) => [name, exampleOf(name, language)]))
  return (
    <>
      <Sentence label={t('preview')} said={fill(own ?? text.original[language], examples, language, text.terms)} />
      {flaw ? <Note tone="danger">{sayFlaw(flaw)}</Note> : null}
      {!flaw && missing.length > 0 ? <Note tone="attention">{t('missing', { names: braced(missing) })}</Note> : null}
    </>
  )
}

function Sentence({ label, said }: { label: string; said: string }) {
  return (
    <div className="stack-tight">
      <span className="quiet">{label}</span>
      <p>{said}</p>
    </div>
  )
}

function Placeholders({ text }: { text: NoticeText }) {
  const t = useWords(textWords)
  if (text.placeholders.length === 0) return <p className="quiet">{t('placeholders.none')}</p>
  const examples = Object.fromEntries(text.placeholders.map((name) => [name, exampleOf(name, 'zh')]))
  return (
    <Fieldset legend={t('placeholders')}>
      <Facts
        items={text.placeholders.map((name) => ({
          label: `{{${name}}}`,
          value: t('example', { value: fill(`{{${name}}}`, examples, 'zh', text.terms) }),
        }))}
      />
    </Fieldset>
  )
}

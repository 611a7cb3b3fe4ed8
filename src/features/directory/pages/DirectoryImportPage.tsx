import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatDateTime, joinNames } from '../../../ui/format.ts'
import { importWords } from '../../../ui/import-words.ts'
import {
  ColumnsForm,
  ImportState,
  ImportSteps,
  ImportSums,
  WorkbookLink,
  type ImportStep,
} from '../../../ui/imports.tsx'
import { ObjectHead } from '../../../ui/page.tsx'
import { useLanguage, useWords } from '../../../ui/words.ts'
import type { DirectoryImportInFull } from '../contract.ts'
import { fields, type Field } from '../core/columns.ts'
import type { directoryRoutes } from '../routes.ts'
import { say } from '../saying.ts'
import { words } from '../words.ts'
import { DirectoryRowsTable } from './DirectoryRowsTable.tsx'

const api = client<typeof directoryRoutes>()
const one = api['directory-imports'][':directoryImportId']

/** One list on its way into the tree: what each row would do, how its columns are read, and the steps that do it. */
export function DirectoryImportPage() {
  const { directoryImportId = '' } = useParams()
  const found = useQuery({
    queryKey: ['directory-imports', directoryImportId],
    queryFn: () => call(one.$get({ param: { directoryImportId } })),
  })
  return (
    <div className="page">
      <Loaded query={found} words={words}>
        {(list) => <Import key={list.id} list={list} />}
      </Loaded>
    </div>
  )
}

function Import({ list }: { list: DirectoryImportInFull }) {
  const t = useWords(words)
  const kit = useWords(importWords)
  const isOpen = list.state === 'read' || list.state === 'ready'
  const undone = list.state === 'undone' ? <Note tone="done">{t('undone')}</Note> : undefined
  return (
    <div className="stack">
      <ObjectHead
        title={list.name}
        state={<ImportState state={list.state} />}
        lead={kit('lead')}
        back={{ to: '/organisations/imports', label: t('imports') }}
        facts={[
          { label: kit('rows'), value: list.rows },
          { label: kit('by'), value: list.createdByName },
          { label: kit('when'), value: formatDateTime(list.createdAt) },
        ]}
        more={<WorkbookLink href={`/api/v1/directory-imports/${list.id}/workbook`} />}
        action={<Steps list={list} />}
      />
      <BuiltOn list={list} />
      <ImportSums list={list} hint={t('rehearse.hint')} undone={undone} />
      <DirectoryRowsTable list={list} />
      {isOpen ? <Columns key={list.rehearsal} list={list} /> : null}
    </div>
  )
}

function BuiltOn({ list }: { list: DirectoryImportInFull }) {
  const t = useWords(words)
  if (list.builtOn.length === 0) return null
  const names = list.builtOn.slice(0, 5).map(({ name, what }) => t(`builtOn.${what}`, { name }))
  return <Note tone="attention">{t('undo.builtOn', { names: joinNames(names) })}</Note>
}

function Steps({ list }: { list: DirectoryImportInFull }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const param = { directoryImportId: list.id }
  const step = useMutation({
    mutationFn: (what: ImportStep) =>
      what === 'rehearsal'
        ? call(one.rehearsal.$post({ param }))
        : what === 'application'
          ? call(one.application.$post({ param, json: { rehearsal: list.rehearsal } }))
          : call(one.undoing.$post({ param })),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['directory-imports'] })
      void cache.invalidateQueries({ queryKey: ['organisations'] })
    },
  })
  const counts = list.counts ?? { create: 0, change: 0, keep: 0, refuse: 0 }
  return (
    <ImportSteps
      list={list}
      isBusy={false}
      {...(list.builtOn.length > 0 ? { mayNotUndo: t('refusal.import_built_on') } : {})}
      onStep={(what, onSuccess) => step.mutate(what, { onSuccess })}
      pending={step.isPending}
      problem={step.error}
      said={{
        apply: t('apply'),
        applyTitle: t('apply.confirm', counts),
        applyBody: t('apply.body', counts),
        undoBody: t('undo.body'),
      }}
      words={words}
    />
  )
}

const isField = (value: string): value is Field => fields.some((field) => field === value)

function Columns({ list }: { list: DirectoryImportInFull }) {
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  const cache = useQueryClient()
  const keep = useMutation({
    mutationFn: (said: readonly string[]) =>
      call(
        one.columns.$put({
          param: { directoryImportId: list.id },
          json: { fields: said.map((field) => (isField(field) ? field : null)) },
        }),
      ),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['directory-imports'] }),
  })
  return (
    <ColumnsForm
      columns={list.columns}
      options={fields.map((field) => ({ value: field, label: say(tongue, `field.${field}`) }))}
      isBusy={false}
      onKeep={(said, onSuccess) => keep.mutate(said, { onSuccess })}
      pending={keep.isPending}
      problem={keep.error}
      words={words}
    />
  )
}

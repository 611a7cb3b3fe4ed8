import { useMutation } from '@tanstack/react-query'
import type { Award } from '../../../../lib/policy/language.ts'
import { termOf } from '../../../../lib/policy/names.ts'
import { limits } from '../../../../lib/limits.ts'
import { upload } from '../../../../platform/web/call.ts'
import { Problem } from '../../../../ui/phone/feedback.tsx'
import { compressPhoto } from '../../../../ui/phone/photo.ts'
import { Chip, FileButton } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { formatBytes } from '../../../../ui/format.ts'
import { sayIn, useWords } from '../../../../ui/words.ts'
import { filesAsked } from '../../core/claims.ts'
import type { DraftFile } from '../../draft.ts'
import { words } from '../../words.ts'
import { phoneWords } from '../../words/phone.ts'

type FilesProps = { award: Award; files: readonly DraftFile[]; onChange: (files: readonly DraftFile[]) => void }

/** What a claim rests on: for each kind that its table asks for, photos (made smaller on the phone) or PDFs. */
export function EvidenceFiles({ award, files, onChange }: FilesProps) {
  const kinds = filesAsked(award)
  return (
    <div className="stack">
      {kinds.map((kind) => (
        <Kind
          key={kind}
          kind={kind}
          files={files.filter((file) => file.kind === kind)}
          onAdd={(file) => onChange([...files, file])}
          onRemove={(fileId) => onChange(files.filter((file) => file.fileId !== fileId))}
        />
      ))}
    </div>
  )
}

type KindProps = {
  kind: string
  files: readonly DraftFile[]
  onAdd: (file: DraftFile) => void
  onRemove: (fileId: string) => void
}

function Kind({ kind, files, onAdd, onRemove }: KindProps) {
  const t = useWords(phoneWords)
  const send = useMutation({
    mutationFn: async (chosen: File) => {
      const file = await compressPhoto(chosen)
      const fileId = crypto.randomUUID()
      await upload(`/claim-files?id=${fileId}&name=${encodeURIComponent(file.name)}`, file)
      return { fileId, kind, name: file.name }
    },
    onSuccess: onAdd,
  })
  return (
    <div className="stack-tight">
      <Rows>
        {files.length === 0 ? (
          <Row
            title={sayIn({ zh: kind, en: termOf(kind, 'en') })}
            end={
              <Chip tone={send.isPending ? 'waiting' : 'attention'}>
                {t(send.isPending ? 'file.sending' : 'file.missing')}
              </Chip>
            }
          />
        ) : null}
        {files.map((file) => (
          <Row
            key={file.fileId}
            title={kind}
            lead={file.name}
            end={<Chip tone="done">{t('file.remove')}</Chip>}
            onPress={() => onRemove(file.fileId)}
          />
        ))}
      </Rows>
      <FileButton
        label={t('file.add', { kind })}
        hint={t('file.hint', { most: formatBytes(limits.body.proof) })}
        accept="image/png,image/jpeg,application/pdf"
        pending={send.isPending}
        onPick={(chosen) => send.mutate(chosen)}
      />
      <Problem problem={send.error} words={words} />
    </div>
  )
}

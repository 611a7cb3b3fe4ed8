import { readFile, stat } from 'node:fs/promises'
import { readPlan } from '../features/plans/core/extract.ts'
import { openDocument } from '../platform/documents/open.ts'
import { documentLimits, type DocumentRefusal } from '../platform/documents/refusal.ts'

const sentences: Record<DocumentRefusal | 'document_not_found', string> = {
  document_not_found: '找不到或无法打开该文件，请检查路径。 The file cannot be found or opened; check its path.',
  document_empty: '文件是空的，请换一个有内容的文件。 The file is empty; choose one with text in it.',
  document_too_large:
    '文件过大（上限20 MB），请拆分后再试。 The file is too large (20 MB at most); split it and try again.',
  document_encrypted: '文件已加密，请去掉密码后再试。 The file is encrypted; remove its password and try again.',
  document_corrupt:
    '文件已损坏，请用原程序打开并另存一份后再试。 The file is damaged; open it in its program, save a copy and try again.',
  document_bomb: '文件解压后异常巨大，已拒绝。 The file unpacks to an abnormal size and was refused.',
  document_type_refused:
    '不支持该文件类型，请使用 .docx、.xlsx、.pdf 或 .txt。 This kind of file is not supported; use .docx, .xlsx, .pdf or .txt.',
  document_old_format:
    '这是旧版 Office 文件，请另存为 .docx 或 .xlsx 后再试。 This is an old Office file; save it as .docx or .xlsx and try again.',
  document_without_text:
    'PDF 中没有文字（可能是扫描件），请使用 Word 原件。 The PDF holds no text (perhaps a scan); use the Word original.',
}

/** Prints what a plan document says as JSON and answers 0; a refusal is one sentence on standard error and answers 1. */
export async function extractCommand(file: string): Promise<number> {
  const refuse = (code: keyof typeof sentences) => {
    process.stderr.write(`${sentences[code]}\n`)
    return 1
  }
  const bytes = await bytesOf(file)
  if (typeof bytes === 'string') return refuse(bytes)
  const opened = await openDocument(bytes, file)
  if (!opened.ok) return refuse(opened.error)
  process.stdout.write(`${JSON.stringify(readPlan(opened.value), null, 2)}\n`)
  return 0
}

async function bytesOf(file: string): Promise<Uint8Array | 'document_not_found' | 'document_too_large'> {
  try {
    const { size } = await stat(file)
    return size > documentLimits.bytes ? 'document_too_large' : await readFile(file)
  } catch {
    return 'document_not_found'
  }
}

if (import.meta.main) process.exitCode = await extractCommand(process.argv[2] ?? '')

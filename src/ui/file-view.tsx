import { DownloadLink, OutsideLink } from './button.tsx'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

/**
 * A stored picture or PDF (its viewer without the side of thumbnails) beside what is decided by it, to be opened in a tab of its own or saved. Where the browser shows
 * no PDF inside of a page, the tab does.
 */
export function FileView({ href, name, type }: { href: string; name: string; type: string }) {
  const t = useWords(kitWords)
  const isSeen = type !== 'pdf' || navigator.pdfViewerEnabled
  return (
    <>
      {isSeen && type === 'pdf' ? (
        <iframe className="evidence" src={`${href}#navpanes=0&view=FitH`} title={name} />
      ) : null}
      {isSeen && type !== 'pdf' ? <img className="evidence" src={href} alt={name} /> : null}
      <div className="cluster">
        <OutsideLink href={href}>{t('file.tab')}</OutsideLink>
        <DownloadLink href={href}>{t('file.save')}</DownloadLink>
      </div>
    </>
  )
}

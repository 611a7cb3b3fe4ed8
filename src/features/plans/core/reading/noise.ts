import { isGrid, type Grid, type Line } from '../lines.ts'
import { matches } from './text.ts'

/** What is left of a file after the web page around it is gone. */
export type Cleaned = { readonly parts: readonly (Line | Grid)[]; readonly dropped: readonly Line[] }

// Words of shops and portals for documents. Two of them in one paragraph, and it is not part of a plan.
const shop =
  /网站|文档|下载|版权|侵权|会员|VIP|付费|退款|上传|用户|小编|范文|转载|免责|权益|客服|点击|本站|原创|收藏|打印|推荐度|积分|充值|电话支持|大家参考|有所帮助|欢迎阅读|优质专题|供您|参考借鉴/gi

// Short lines that only a web page has.
const chrome =
  /^(?:查看更多|展开(?:全文|阅读)?|收起|关闭|分类|评论|发布|举报|分享到?:?|相关(?:文档|文章|推荐|阅读|范文)(?:推荐)?(?:范文)?|相关推荐.{0,4}|最新(?:文章|文档)|热门(?:文章|文档|推荐)|猜你喜欢.{0,4}|您可能关注的文档|文档评论.{0,6}|实名认证|文档贡献者|推荐度:?|点击下载.{0,6}|将本文的.{0,20}|上一篇.*|下一篇.*|返回(?:顶部|首页|列表).{0,4}|免费下载|编辑(?:精选|推荐)|\d+亿?.{0,8}(?:VIP|精品)文档|.{0,10}\+ ?关注|该用户很懒.{0,10}|字体:.{0,12}|浏览次数.*|来源:.{0,40}|(?:发布)?时间:\s*\d{4}-.*|作者:.{0,12})$/i

const address = /(?:https?:\/\/|www\.)\S+|[a-z0-9-]{1,40}\.(?:com|cn|net|org)\b/i

const fileName = /\.(?:docx?|pdf|wps|xlsx?|pptx?)(?:VIP)?》?$/i

function isNoise(line: Line): boolean {
  const text = line.text.trim()
  if (text.length < 80 && chrome.test(text)) return true
  if (fileName.test(text) && text.length < 60 && !/[,。;]/.test(text)) return true
  if (address.test(text) && text.length < 40 && !/[。;]/.test(text)) return true
  const words = new Set(matches(text, shop).map((found) => found.text.toLowerCase())).size
  return (
    words >= 3 ||
    (words >= 2 && /本站|网站|小编|范文|下载|为大家|有所帮助/.test(text) && !/培训(?:对象|内容|目标)/.test(text))
  )
}

// After these words nothing of the document follows: the rest of the page is its frame.
const tail = /^(?:文档评论|相关文档|相关文章|您可能关注|猜你喜欢|点击下载|相关推荐|将本文的|展开全文|热门推荐)/

/** Drops what a web site put around and between the documents of a file. */
export function clean(parts: readonly (Line | Grid)[]): Cleaned {
  const kept: (Line | Grid)[] = []
  const dropped: Line[] = []
  let framed = false
  for (const part of parts) {
    if (isGrid(part)) {
      kept.push(part)
      framed = false
      continue
    }
    const text = part.text.trim()
    if (tail.test(text)) framed = true
    // A real sentence or a numbered line after the frame belongs to a document again.
    const short =
      text.length < 30 && !/[。;]/.test(text) && !/^(?:[一二三四五六七八九十]+、|第.{1,3}[章节部])/.test(text)
    if (framed && !short && !isNoise(part)) framed = false
    if (isNoise(part) || (framed && !looksLikeTitle(text))) dropped.push(part)
    else kept.push(part)
  }
  return { parts: kept, dropped }
}

/** Whether a line has the shape of a plan's title. */
export function looksLikeTitle(text: string): boolean {
  const line = text.trim().replace(/\s+/g, '')
  if (
    line.length < 5 ||
    line.length > 60 ||
    /[。;!?]/.test(line) ||
    /^(?:\d+[.、]|[一二三四五六七八九十]+、|\(|附件|第.{1,3}(?:部分|章|节)|关于印发.*的?函$)/.test(line)
  )
    return false
  const named =
    /(?:计划|方案|总结|通知|要点|规划|意见|安排)(?:(?:篇|范文)?[一二三四五六七八九十\d]{0,3}|(?:范文|精选)*[一二三四五六七八九十\d]{1,3}篇)?(?:\(.{1,14}\))?$/.test(
      line,
    )
  const ours = /培训|研修|教师|师训|继续教育|师资|教干|校长|衔接|教育|工作/.test(line)
  return named && ours && !/^(?:按照|根据|结合|制定|落实|为了|现将|认真|做好|完善)/.test(line)
}

const longestSide = 2_000
const quality = 0.82
const smallEnough = 600 * 1024

/** A photograph as it is sent: no side longer than 2,000 pixels, as JPEG. What is no picture, or small already, stays as it is. */
export async function compressPhoto(file: File): Promise<File> {
  if (!file.type.startsWith('image/') || (file.size <= smallEnough && /^image\/(?:png|jpeg)$/.test(file.type)))
    return file
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return file
  const share = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * share)
  canvas.height = Math.round(picture.height * share)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
  return blob ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file
}

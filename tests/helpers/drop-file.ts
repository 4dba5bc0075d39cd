import type { Locator } from '@playwright/test'

/** Lets a file of this computer fall on `place`: unlike one that a page made, it lies somewhere. */
export async function dropPath(place: Locator, file: string): Promise<void> {
  const page = place.page()
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'dropped-file' })))
  const input = page.locator('#dropped-file')
  await input.setInputFiles(file)
  await place.evaluate((element) => {
    const chosen = document.querySelector<HTMLInputElement>('#dropped-file')
    const [lying] = chosen?.files ?? []
    const data = new DataTransfer()
    if (lying) data.items.add(lying)
    chosen?.remove()
    for (const type of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  })
}

export type FileToDrop = { readonly name: string; readonly bytes: Uint8Array }

/** Lets a file fall on `place`, as from the system's own windows. */
export async function dropFile(place: Locator, name: string, bytes: Uint8Array): Promise<void> {
  await dropFiles(place, [{ name, bytes }])
}

/** Several files in one hand. */
export async function dropFiles(place: Locator, files: readonly FileToDrop[]): Promise<void> {
  await place.evaluate((element, given) => {
    const data = new DataTransfer()
    for (const { name, bytes } of given) data.items.add(new File([Uint8Array.from(bytes)], name))
    for (const type of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })))
}

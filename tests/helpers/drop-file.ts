import type { Locator } from '@playwright/test'

/** Lets a file fall on `place`, as from the system's own windows. */
export async function dropFile(place: Locator, name: string, bytes: Uint8Array): Promise<void> {
  await place.evaluate((element, file) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(file.bytes)], file.name))
    for (const type of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, { name, bytes: [...bytes] })
}

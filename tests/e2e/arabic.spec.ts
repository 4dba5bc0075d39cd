/** The interface in Arabic: nothing hangs over the edge, and lines that mix scripts run as an Arabic reader reads them. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test, type Locator } from '@playwright/test'
import { expectFits, lanName, openBrowser, openGuest, picture } from '../helpers/guest-browser.ts'
import { Keys, Writer } from '../helpers/guest-workshop.ts'
import { choose, Person } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** What stands in `line`, from the right to the left. */
async function fromTheRight(line: Locator): Promise<readonly string[]> {
  const words = await line.locator('bdi').evaluateAll((parts) => parts.map((part) => ({ text: part.textContent, right: part.getBoundingClientRect().right })))
  return words.sort((a, b) => b.right - a.right).map(({ text }) => text)
}

test('SY41 every screen fits in Arabic at both promised sizes, and runs from right to left whatever names are in it', async () => {
  const person = await Person.arrive('سلمى بنعلي', 'جهة الشرق')
  const { page } = person
  try {
    await page.getByRole('button', { name: 'Settings' }).click()
    await choose(page.getByRole('dialog'), 'Language', 'العربية')
    await expect(page.getByRole('dialog', { name: 'الإعدادات' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect.poll(() => person.running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))).toContain('ملف')
    await pictures(person, 'arabic-settings')
    await page.getByRole('button', { name: 'تم' }).click()
    await pictures(person, 'arabic-library-empty')

    await page.getByRole('button', { name: 'ورشة جديدة' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'ورشة جديدة' })
    await dialog.getByRole('button', { name: 'إنشاء الورشة' }).click()
    await expect(dialog.getByText('اكتب عنوانًا للورشة')).toBeVisible()
    await pictures(person, 'arabic-new-workshop')
    await dialog.getByRole('button', { name: 'إلغاء' }).click()

    await page.getByRole('button', { name: 'فتح مثال' }).click()
    await expect(page.getByRole('contentinfo', { name: 'أين يُحفظ عملك' })).toContainText('محفوظة هنا')
    const boards = page.getByRole('navigation', { name: 'اللوحات' })
    await boards.getByRole('button', { name: 'Closing words', exact: true }).click()
    const board = page.getByRole('textbox', { name: /Closing words/u }).and(page.locator('.ProseMirror'))
    await board.click()
    await page.keyboard.press('Control+End')
    // On a machine with much else to do the key is behind the click that placed the caret.
    await expect.poll(() => board.evaluate((editor) => editor.lastElementChild?.contains(getSelection()?.anchorNode ?? null))).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => board.evaluate((editor) => editor.lastElementChild?.textContent)).toBe('')
    const start = await board.evaluate(() => getSelection()?.getRangeAt(0).startContainer.parentElement?.closest('.ProseMirror')?.lastElementChild?.getBoundingClientRect().right)
    await page.keyboard.type('/')
    const slash = page.locator('.slash-query')
    expect(Math.abs(((await slash.boundingBox())?.x ?? 0) + ((await slash.boundingBox())?.width ?? 0) - (start ?? 0)), 'the line begins on the right').toBeLessThan(4)
    await pictures(person, 'arabic-blocks')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Control+Alt+a')
    await page.keyboard.type('إرسال تقرير CPMR إلى الجهات')
    await page.getByRole('button', { name: /المزيد/u }).last().click()
    await pictures(person, 'arabic-action')
    await page.getByRole('button', { name: 'اختيار تاريخ من التقويم' }).last().click()
    await pictures(person, 'arabic-calendar')
    await page.keyboard.press('Escape')

    const pages = page.getByRole('navigation', { name: 'صفحات الورشة' })
    for (const [name, file] of [['المداخلات', 'floor'], ['الأشخاص', 'people'], ['التفاصيل', 'details'], ['المحضر', 'minutes']] as const) {
      await pages.getByRole('button', { name }).click()
      await expect(page.getByRole('main', { name })).toBeVisible()
      if (file === 'minutes') await page.getByRole('article').waitFor()
      // UI288: in minutes that run from the left.
      if (file === 'minutes') await expect(page.getByRole('button', { name: 'الترويسة' })).toHaveCSS('direction', 'rtl')
      await pictures(person, `arabic-${file}`)
    }
    await page.getByRole('tab', { name: /^التحقق/u }).click()
    await expect(page.getByText('لم يُعيَّن مقرر.')).toBeVisible()
    await pictures(person, 'arabic-checks')
    await page.getByRole('button', { name: 'الترجمات' }).click()
    await pictures(person, 'arabic-translations')

    await pages.getByRole('button', { name: 'المحضر' }).click()
    await page.getByRole('button', { name: 'النسخ' }).click()
    const versions = page.getByRole('dialog', { name: 'النسخ' })
    await versions.getByRole('button', { name: 'تجميد…' }).click()
    await pictures(person, 'arabic-freeze')
    await page.getByRole('alertdialog').getByRole('button', { name: /^تجميد النسخة/u }).click()
    await versions.getByRole('button', { name: 'توقيع…' }).click()
    await versions.getByRole('textbox', { name: 'الوظيفة' }).fill('Secretary')
    await versions.getByRole('button', { name: /^توقيع النسخة/u }).click()
    const approval = versions.getByRole('listitem', { name: 'سلمى بنعلي' })
    await expect(approval).toContainText('سلمى بنعلي، Secretary، جهة الشرق')
    expect(await fromTheRight(approval)).toEqual(['سلمى بنعلي', 'Secretary', 'جهة الشرق'])
    await pictures(person, 'arabic-versions')
    await versions.getByRole('button', { name: 'إغلاق' }).last().click()

    await page.getByRole('button', { name: 'مشاركة' }).click()
    const room = page.getByRole('main', { name: 'القاعة' })
    await room.getByRole('button', { name: 'فتح القاعة' }).click()
    await room.getByRole('button', { name: 'دعوة جديدة' }).first().click()
    await pictures(person, 'arabic-invite')
    await page.getByRole('dialog', { name: 'دعوة جديدة' }).getByRole('button', { name: 'إنشاء الدعوة' }).click()
    await expect(room.getByRole('heading', { name: 'رمز المشاركين' })).toBeVisible()
    await pictures(person, 'arabic-room')
    await room.getByRole('button', { name: 'ملء الشاشة' }).click()
    await pictures(person, 'arabic-projector')
    await page.keyboard.press('Escape')
    await room.getByRole('button', { name: 'إغلاق القاعة' }).click()
    await expect(page.getByText('القاعة مغلقة').first()).toBeVisible()

    await page.getByRole('button', { name: 'كل الورشات' }).click()
    expect((await fromTheRight(page.locator('.workshop-row-facts')))[0]).toBe('Montpellier')
    await pictures(person, 'arabic-library')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('اختصارات')
    await page.getByRole('menuitem', { name: /^اختصارات لوحة المفاتيح/u }).click()
    await expect(page.getByRole('dialog', { name: 'اختصارات لوحة المفاتيح' })).toBeVisible()
    await pictures(person, 'arabic-shortcuts')
    await page.getByRole('dialog', { name: 'اختصارات لوحة المفاتيح' }).getByRole('button', { name: 'تم' }).click()
    expect(person.problems).toEqual([])

    // Started anew, the calendars of date fields speak Arabic as well.
    await person.leave()
    await person.comeBack()
    expect(await person.page.evaluate(() => navigator.language)).toBe('ar')
    await person.page.getByRole('button', { name: /^Social/u }).first().click()
    await person.page.getByRole('navigation', { name: 'صفحات الورشة' }).getByRole('button', { name: 'المحضر' }).click()
    await person.page.getByRole('button', { name: /^النسخة/u }).click()
    await person.page.getByRole('dialog', { name: 'النسخ' }).getByRole('button', { name: 'تجميد…' }).click()
    await pictures(person, 'arabic-freeze-anew')
    expect(person.problems).toEqual([])
  } finally {
    await person.leave()
  }
})

test('SY41 the page for browsers fits in Arabic on a telephone', async () => {
  const folder = temporaryFolder()
  const relay = await RelayProcess.start(folder.path, ['--access', 'invite', '--public-host', lanName])
  const keys = new Keys()
  const writer = new Writer(relay.url, keys.workshop, keys.owner, 'Ana Lúcia')
  const browser = await openBrowser()
  try {
    await writer.begin(JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'shared', 'samples', 'founding-meeting.record.json'), 'utf8')))
    const { page, complaints } = await openGuest(browser, { locale: 'ar-MA' })
    await page.goto(keys.link(relay.httpUrl, keys.invite('participant')))
    await page.getByRole('button', { name: 'متابعة' }).click()
    await expect(page.getByText('اكتب الاسم الذي يعرفك به الآخرون.')).toBeVisible()
    await expectFits(page, 'who')
    await picture(page, 'arabic-who')
    await page.getByRole('textbox', { name: 'الاسم' }).fill('سلمى بنعلي')
    await page.getByRole('button', { name: 'متابعة' }).click()
    await page.getByRole('main').getByRole('button', { name: 'Closing words' }).click()
    expect(await fromTheRight(page.locator('.guest-facts'))).toEqual(['الاختتام', 'Guy Esclopé'])
    await expectFits(page, 'board')
    await picture(page, 'arabic-board')
    for (const [name, file] of [['المخرجات', 'outcomes'], ['الأشخاص', 'people'], ['المساهمة', 'take-part'], ['المحضر', 'minutes']] as const) {
      await page.getByRole('navigation', { name: 'أجزاء الورشة' }).getByRole('button', { name }).click()
      await expect(page.getByRole('navigation', { name: 'أجزاء الورشة' }).getByRole('button', { name })).toHaveAttribute('aria-current', 'page')
      await expect(page.getByText('جارٍ التحميل…')).toBeHidden()
      await expectFits(page, file)
      await picture(page, `arabic-${file}`)
    }
    expect(complaints).toEqual([])
  } finally {
    await browser.close()
    writer.leave()
    await relay.stop()
    folder.remove()
  }
})

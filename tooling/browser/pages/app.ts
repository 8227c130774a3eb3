import { expect, type Locator, type Page } from '@playwright/test';
import { text } from '../../../apps/editor/src/text/text.ts';

type PageName = keyof typeof text.pages;

/** The product as people see it: pages by their names. */
export class App {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signInByLink(link: string): Promise<void> {
    await this.page.goto(link);
    await expect(this.heading(text.flows.title)).toBeVisible();
  }

  /** Goes to one of the pages of the top bar. */
  async goTo(name: PageName): Promise<void> {
    const bar = this.page.getByRole('navigation', { name: text.shell.mainNavigation });
    await bar.getByRole('link', { name: text.pages[name], exact: true }).click();
    await expect(this.heading(text.pages[name])).toBeVisible();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
  }

  async chooseTheme(theme: 'themeLight' | 'themeDark'): Promise<void> {
    await this.page.getByRole('button', { name: text.shell.theme }).click();
    await this.page.getByRole('menuitem', { name: text.shell[theme] }).click();
  }

  /** Loads the page anew. @param menu what the menu is called in the language of now */
  async chooseLanguage(menu: string, language: string): Promise<void> {
    await this.page.getByRole('button', { name: menu, exact: true }).click();
    await this.page.getByRole('menuitem', { name: language, exact: true }).click();
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name, exact: true });
  }
}

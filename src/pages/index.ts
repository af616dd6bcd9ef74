export { PagesForProblems } from './shared/pages-for-problems';
export { PagesModule } from './pages.module';
export { preparePages } from './prepare-pages';

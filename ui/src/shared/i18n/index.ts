export { i18n, rooms, systemLanguage, type Language, type Words } from './i18n.svelte';

/** Starts the page: finds the host, asks for what is shown first, shows the desk. */
import { mount } from 'svelte';
import './styles/base.css';
import { Library } from './api/library';
import { firstList } from './features/articles/pages';
import { chooseHost } from './host';
import Shell from './shell/Shell.svelte';

const library = new Library(await chooseHost());
await library.begin(firstList());
mount(Shell, { target: document.body, props: { library } });

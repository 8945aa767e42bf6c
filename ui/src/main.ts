/** Starts the page: finds the host, opens the library, shows the desk. */
import { mount } from 'svelte';
import './styles/base.css';
import { Library } from './api/library';
import { chooseHost } from './host';
import Shell from './shell/Shell.svelte';

const library = new Library(await chooseHost());
mount(Shell, { target: document.body, props: { library } });

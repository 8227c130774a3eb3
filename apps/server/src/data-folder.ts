/** The database's name in the data folder. */
export const DATABASE = 'signalbox.db';

/** Where backups are put that are made through the API, in the data folder. */
export const BACKUPS = 'backups';

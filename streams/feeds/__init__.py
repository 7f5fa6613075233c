"""Articles in from elsewhere: feeds and the pages they name, WARC archives."""

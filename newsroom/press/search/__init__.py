"""The search: tokenizer, index, queries, snippets and the search page."""

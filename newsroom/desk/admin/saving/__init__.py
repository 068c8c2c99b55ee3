"""What a form answers when it cannot simply be saved, so that nothing of what was typed is lost."""

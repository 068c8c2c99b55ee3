"""What all background jobs share: which errors are tried again, and jobs that broke off."""

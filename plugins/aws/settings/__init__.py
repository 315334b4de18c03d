"""What is read of an account: frozen values with only the fields that some check reads."""

"""What every outside service needs: a key, patience, a deadline, requests with limits."""

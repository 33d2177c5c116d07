"""What pages say of rounds, findings, reports and corrections. Reads only."""

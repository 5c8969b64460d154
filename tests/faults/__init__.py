"""What is lost, or done twice, when processes die and servers fail: `make faults`."""

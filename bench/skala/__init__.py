"""What an application costs when there are many, long ones and large ones."""
